"""Fields for free text and for the two kinds of hidden text."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import ngettext
from wtforms import HiddenField as WTFormsHiddenField
from wtforms import ValidationError

from arena.web.fields.base import ArenaField, Words
from arena.web.fields.cleaning import clean_line, clean_text


class TextField(ArenaField):
    """One line of text; `data` is always a `str`, empty when nothing was given."""

    data: str
    default_max_length: ClassVar[int] = 200

    def __init__(
        self, label: Words = None, *, max_length: int | None = None, **options: Any
    ) -> None:
        self.max_length = self.default_max_length if max_length is None else max_length
        options.setdefault("default", "")
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value, cleaned."""
        self.data = self.clean(str(valuelist[0])) if valuelist else ""

    def clean(self, text: str) -> str:
        """Return `text` as this kind of field keeps it."""
        return clean_line(text)

    def pre_validate(self, form: Any) -> None:
        """Refuse a text that is too long, before any other rule reads it."""
        excess = len(self.data or "") - self.max_length
        if excess > 0:
            raise ValidationError(
                ngettext(
                    "Shorten this by %(num)d character: there is room for %(room)d.",
                    "Shorten this by %(num)d characters: there is room for %(room)d.",
                    excess,
                    room=self.max_length,
                )
            )


class TextAreaField(TextField):
    """Several lines of text."""

    component = "field_textarea"
    default_max_length = 2000

    def __init__(self, label: Words = None, *, rows: int = 4, **options: Any) -> None:
        self.rows = rows
        super().__init__(label, **options)

    def clean(self, text: str) -> str:
        """Return `text` with its line breaks kept."""
        return clean_text(text)


class PasswordField(ArenaField):
    """A password: never shown again, never cleaned, since every character counts."""

    component = "field_password"
    input_type = "password"
    default_autocomplete = "current-password"
    default_width = 32
    data: str

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value as it is."""
        self.data = str(valuelist[0]) if valuelist else ""

    @property
    def text_value(self) -> str:
        """Nothing: a password is typed anew."""
        return ""

    def pre_validate(self, form: Any) -> None:
        """Refuse what no password is, before it is hashed at great cost."""
        if len(self.data or "") > 1000:
            self.data = ""


class HiddenField(WTFormsHiddenField):
    """A value that travels with the form; `form.hidden_tag()` writes it."""

    data: str

    def __init__(self, *, max_length: int = 500, **options: Any) -> None:
        self.max_length = max_length
        super().__init__("", **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value, cleaned; what is too long was never ours and counts as nothing."""
        text = clean_line(str(valuelist[0])) if valuelist else ""
        self.data = text if len(text) <= self.max_length else ""
