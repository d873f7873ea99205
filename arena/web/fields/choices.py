"""Fields in which a person chooses among what is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import ValidationError

from arena.web.fields.base import ArenaField, Words

# (value, label) or (value, label, hint); values are compared as text.
Choice = tuple[Any, Words] | tuple[Any, Words, Words]
Choices = Sequence[Choice] | Callable[[], Sequence[Choice]]


@dataclass(frozen=True)
class Option:
    """One choice as the macro draws it."""

    id: str
    value: str
    label: str
    hint: str | None
    is_chosen: bool

    @property
    def hint_id(self) -> str:
        """The id of the hint's element."""
        return f"{self.id}-hint"


class _OfChoices(ArenaField):
    """What the three fields with choices share; `choices` may be set on the bound field."""

    def __init__(
        self,
        label: Words = None,
        *,
        choices: Choices = (),
        coerce: Callable[[str], Any] = str,
        **options: Any,
    ) -> None:
        self.choices: Iterable[Choice] = choices() if callable(choices) else choices
        self.coerce = coerce
        super().__init__(label, **options)

    @property
    def options(self) -> Iterator[Option]:
        """The choices, each with its id and whether it is chosen."""
        chosen = self._chosen_values()
        for number, choice in enumerate(self.choices):
            value = str(choice[0])
            hint = str(choice[2]) if len(choice) == 3 and choice[2] else None
            # The first has the field's own id, so that a link to the field leads to it.
            own_id = str(self.id) if number == 0 else f"{self.id}-{number}"
            yield Option(own_id, value, str(choice[1]), hint, value in chosen)

    def _chosen_values(self) -> set[str]:
        return set() if self.is_blank else {str(self.data)}

    def _coerced(self, text: str) -> Any:
        if text not in {str(choice[0]) for choice in self.choices}:
            raise ValueError(gettext("Choose one of the alternatives shown."))
        return self.coerce(text)


class ChoiceField(_OfChoices):
    """One choice from a list that opens; `data` is the coerced value or `None`.

    `blank` is the first line, chosen when nothing is: “Choose a country”.
    """

    component = "field_choice"

    def __init__(self, label: Words = None, *, blank: Words = None, **options: Any) -> None:
        self.blank = blank
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first value if it was offered."""
        self.data = None
        if valuelist and valuelist[0] != "":
            self.data = self._coerced(str(valuelist[0]))


class RadioField(ChoiceField):
    """One choice from a few, all in sight; better than a list when there are up to seven."""

    component = "field_radio"


class CheckboxesField(_OfChoices):
    """Any number of choices; `data` is a list of coerced values. `most` caps how many."""

    component = "field_checkboxes"
    data: list[Any]

    def __init__(self, label: Words = None, *, most: int | None = None, **options: Any) -> None:
        self.most = most
        options.setdefault("default", ())
        super().__init__(label, **options)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ticked."""
        return not self.data

    def process_data(self, value: Any) -> None:
        """Take any iterable of values."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take each offered value once, in the order given."""
        self.data = []
        for text in dict.fromkeys(map(str, valuelist)):
            self.data.append(self._coerced(text))

    def pre_validate(self, form: Any) -> None:
        """Refuse more choices than allowed."""
        if self.most is not None and len(self.data) > self.most:
            raise ValidationError(gettext("Choose %(most)d at most.", most=self.most))

    def _chosen_values(self) -> set[str]:
        return set(map(str, self.data))


class CheckboxField(ArenaField):
    """One box, ticked or not; `data` is a `bool`. `required` demands that it is ticked."""

    component = "field_checkbox"
    data: bool

    def __init__(self, label: Words = None, **options: Any) -> None:
        options.setdefault("mark_optional", False)
        super().__init__(label, **options)

    @property
    def is_blank(self) -> bool:
        """Whether the box is empty."""
        return not self.data

    def process_data(self, value: Any) -> None:
        """Take truth."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read presence: an empty box is not sent at all."""
        self.data = bool(valuelist) and str(valuelist[0]).lower() not in ("", "0", "false", "no")
