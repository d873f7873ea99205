"""Rows of a form: parts of a programme, and steps of what cancelling costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField

from arena.web.fields import ChoiceField, IntegerField, TextField
from arena.web.forms import FilterForm

FEWEST_SHOWN = 2


class RowForm(FilterForm):
    """One of several rows alike; an empty one is none. It is sent with the form around it."""

    needed: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not any(field.process_errors or not field.is_blank for field in self)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Take an empty row as no row at all, and demand the rest of one that was begun."""
        if self.is_blank:
            return True
        is_good = bool(super().validate(extra_validators))
        for name in self.needed:
            field = self._fields[name]
            if field.is_blank and not field.errors:
                field.refuse(_("Fill in this too, or empty the whole row."))
                is_good = False
        return is_good


class StopForm(RowForm):
    """One part of the programme; `with_places` says where it may take place."""

    minutes = IntegerField(_l("Minutes"), minimum=1, maximum=600, mark_optional=False)
    title_sv = TextField(_l("In Swedish"), max_length=160, mark_optional=False)
    title_en = TextField(_l("In English"), max_length=160, mark_optional=False)
    resource_id = ChoiceField(
        _l("Place"), blank=_l("Reserves no place"), coerce=int, mark_optional=False
    )
    needed = ("minutes", "title_sv", "title_en")
    places: ClassVar[Sequence[tuple[int, str]]] = ()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the places, then read what was sent."""
        self.resource_id.choices = self.places
        super().process(*arguments, **options)

    @classmethod
    def with_places(cls, places: Sequence[tuple[int, str]]) -> type[StopForm]:
        """Return the same form, offering `places`."""
        return type(cls.__name__, (cls,), {"places": places})


class RungForm(RowForm):
    """One step of what cancelling costs."""

    working_days = IntegerField(
        _l("Working days before"), minimum=0, maximum=120, mark_optional=False
    )
    percent = IntegerField(_l("Percent of the fee"), minimum=1, maximum=100, mark_optional=False)
    needed = ("working_days", "percent")


class RowsField(FieldList):  # type: ignore[type-arg]  # Generic in its stubs alone.
    """Rows of one kind; after them there is always room for one more. `row` is their form."""

    def __init__(self, row: type[RowForm], *, most: int, **options: Any) -> None:
        super().__init__(FormField(row), max_entries=most, **options)

    def use(self, row: type[RowForm]) -> None:
        """Make the rows of another form, before any is read."""
        self.unbound_field: Any = FormField(row)

    def make_room(self) -> None:
        """Add the empty rows that somebody may want to fill in."""
        while len(self.entries) < FEWEST_SHOWN or not self.entries[-1].form.is_blank:
            if len(self.entries) == self.max_entries:
                break
            self.append_entry()

    @property
    def filled(self) -> list[Any]:
        """The forms of the rows that are not empty."""
        return [entry.form for entry in self.entries if not entry.form.is_blank]
