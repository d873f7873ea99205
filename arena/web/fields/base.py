"""The field that all others are made of: it renders its whole component and explains itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from markupsafe import Markup
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from arena.web import components
from arena.web.fields.cleaning import clean_text

# A text, or a lazy translation of one.
Words = Any
Validator = Callable[[Any, Any], object]


class Required:
    """Demand a value, with words that say what to do."""

    def __init__(self, message: Words) -> None:
        self.message = message

    def __call__(self, form: BaseForm, field: ArenaField) -> None:
        if field.process_errors:
            raise StopValidation
        if field.is_blank:
            raise StopValidation(str(self.message))


class MayBeBlank:
    """Let a blank value pass, and look no further at it."""

    def __call__(self, form: BaseForm, field: ArenaField) -> None:
        if field.is_blank and not field.process_errors:
            raise StopValidation


class Component:
    """A widget that hands the field to the macro of the given name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, field: Field, **options: Any) -> Markup:
        # WTForms hands the field's `render_kw` over as options; the attributes have it already.
        own = field.render_kw or {}
        given = {name: value for name, value in options.items() if name not in own}
        return components.render(self.name, field, **given)


class ArenaField(Field):
    """A field with label, hint, error and the attributes that tie them together.

    `required` is the message for a blank value, in the imperative (“Enter the name
    of your organisation”); without it the field is optional, and its label says so
    unless `mark_optional=False`. `width` is the expected length in characters and
    sets how wide the control is drawn: 2, 4, 8, 12, 20 or 32.
    """

    component: ClassVar[str] = "field_text"
    input_type: ClassVar[str] = "text"
    default_width: ClassVar[int | None] = None
    default_autocomplete: ClassVar[str | None] = None
    default_inputmode: ClassVar[str | None] = None

    def __init__(self, label: Words = None, **options: Any) -> None:
        self.required_message: Words = options.pop("required", None)
        self.hint: Words = options.pop("hint", None)
        self.autocomplete: str | None = options.pop("autocomplete", self.default_autocomplete)
        self.inputmode: str | None = options.pop("inputmode", self.default_inputmode)
        self.width: int | None = options.pop("width", self.default_width)
        self.mark_optional: bool = options.pop("mark_optional", True)
        presence = Required(self.required_message) if self.required_message else MayBeBlank()
        validators = [presence, *options.pop("validators", ())]
        super().__init__(label, validators=validators, widget=Component(self.component), **options)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was given."""
        return self.data is None or self.data == ""

    @property
    def is_optional(self) -> bool:
        """Whether the label should say that the field may be left empty."""
        return self.required_message is None and self.mark_optional

    @property
    def hint_id(self) -> str:
        """The id of the hint's element."""
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        """The id of the error's element."""
        return f"{self.id}-error"

    @property
    def error(self) -> str | None:
        """The one error to show: the first."""
        return str(self.errors[0]) if self.errors else None

    @property
    def first_control_id(self) -> str:
        """The id that the error summary leads to."""
        return str(self.id)

    @property
    def description_attributes(self) -> dict[str, str]:
        """The ARIA attributes that tie the control, or its group, to hint and error."""
        described = [self.hint_id] * bool(self.hint) + [self.error_id] * bool(self.errors)
        attributes = {"aria-describedby": " ".join(described)} if described else {}
        if self.errors:
            attributes["aria-invalid"] = "true"
        return attributes

    @property
    def attributes(self) -> dict[str, str]:
        """Every attribute of the control except its value."""
        attributes: dict[str, str] = {"id": str(self.id), "name": str(self.name)}
        attributes |= self.description_attributes
        if self.autocomplete:
            attributes["autocomplete"] = self.autocomplete
        if self.inputmode:
            attributes["inputmode"] = self.inputmode
        attributes |= {key: str(value) for key, value in (self.render_kw or {}).items()}
        return attributes

    @property
    def text_value(self) -> str:
        """The value as the control shows it: what was typed, even when it could not be read.

        Control characters are left out: no page may hold them, not even escaped.
        """
        return clean_text(str(self.raw_data[0])) if self.raw_data else self.format_data()

    def format_data(self) -> str:
        """Return the present data as a person would type it."""
        return "" if self.data is None else str(self.data)

    def refuse(self, message: Words) -> None:
        """Add an error that was found outside the field, for example by a service."""
        self.errors = [*self.errors, str(message)]
