"""Looking for a room, and the time of a booking, as people type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena import clock
from arena.meeting_place.queries.looking import Search
from arena.meeting_place.rules.fitting import LONGEST_MINUTES
from arena.resources.models import Resource
from arena.resources.rules.hours import local_moment
from arena.resources.words import FEATURES, LAYOUTS, resource_name
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    IntegerField,
    TimeField,
)
from arena.web.forms import FilterForm, Form

LARGEST_GROUP = 1000
SHORTEST = 15
AHEAD = timedelta(days=2 * 366)
_EQUIPMENT = "equipment_"
AnyForm = TypeVar("AnyForm", bound="WhenForm")


class BoundedField(IntegerField):
    """A whole number; `beyond` says in words of its own, with both limits, what it may be."""

    def __init__(self, label: Any = None, *, beyond: Any = "", **options: Any) -> None:
        self.beyond = beyond
        super().__init__(label, **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse a number outside the limits."""
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError(self.words()) from error

    def words(self) -> str:
        """Return what to do about a number that is refused."""
        return str(self.beyond) % {"minimum": self.minimum, "maximum": self.maximum}


class LengthField(BoundedField):
    """How many minutes something takes: an end that comes before the start is none."""

    def words(self) -> str:
        """Say of a length that is none that the end comes first."""
        if self.data is not None and self.data < 1:
            text: str = _(
                "It must end after it begins: enter how many minutes it takes, at least "
                "%(minimum)d.",
                minimum=self.minimum,
            )
            return text
        return super().words()


def people_field() -> BoundedField:
    """Return the field that asks how many people come."""
    return BoundedField(
        _l("People"),
        required=_l("Enter how many you are."),
        minimum=1,
        maximum=LARGEST_GROUP,
        beyond=_l("Enter how many you are, from %(minimum)d to %(maximum)d."),
    )


class WhenForm(Form):
    """A time, how many people, and how they sit."""

    day = DateField(_l("Day"), required=_l("Choose a day."))
    begins_at = TimeField(_l("From"), required=_l("Enter when it begins."))
    minutes = LengthField(
        _l("Minutes"),
        required=_l("Enter how long it takes."),
        minimum=SHORTEST,
        maximum=LONGEST_MINUTES,
        default=60,
        beyond=_l("Enter how many minutes it takes, from %(minimum)d to %(maximum)d."),
    )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, within the days that are planned."""
        self["day"].earliest = clock.today()
        self["day"].latest = clock.today() + AHEAD
        super().process(*arguments, **options)

    @property
    def equipment_fields(self) -> list[IntegerField]:
        """The fields that ask how many sets of each."""
        return [field for name, field in self._fields.items() if name.startswith(_EQUIPMENT)]

    @property
    def equipment(self) -> Mapping[int, int]:
        """How many sets of each piece of equipment are wanted."""
        return {
            int(field.short_name.removeprefix(_EQUIPMENT)): field.data
            for field in self.equipment_fields
            if field.data
        }

    def read_period(self) -> tuple[datetime, datetime] | None:
        """Return when it begins and ends; None, with an error, for a time that the day skips."""
        day, at, minutes = self["day"].data, self["begins_at"].data, self["minutes"].data
        starts_at = moment_of(day, at)
        if starts_at is None:
            self["begins_at"].refuse(
                _("The clocks go forward that night, and leave this time out. Choose another.")
            )
            return None
        return starts_at, starts_at + timedelta(minutes=minutes)


class FindForm(WhenForm, FilterForm):
    """What a room is looked for with."""

    people = people_field()
    layout = ChoiceField(
        _l("Layout"),
        blank=_l("Any"),
        choices=lambda: [(str(code), words) for code, words in LAYOUTS.items()],
        mark_optional=False,
    )
    features = CheckboxesField(
        _l("In the room"),
        choices=lambda: [(str(code), words) for code, words in FEATURES.items()],
        mark_optional=False,
    )
    is_step_free = CheckboxField(_l("Can be reached without steps"))

    def search(self) -> Search | None:
        """Return what is looked for; None where the time is none."""
        period = self.read_period()
        if period is None:
            return None
        return Search(
            starts_at=period[0],
            ends_at=period[1],
            people=self["people"].data,
            layout=self["layout"].data or "",
            features=frozenset(self["features"].data),
            is_step_free=self["is_step_free"].data,
            equipment=self.equipment,
        )


def with_equipment(
    form: type[AnyForm], equipment: Sequence[Resource], held: Mapping[int, int] | None = None
) -> type[AnyForm]:
    """Return the form with a field for each piece of equipment that can be borrowed.

    What a booking has (`held`) it may keep, also of what is not lent any more.
    """
    fields: dict[str, Any] = {
        f"{_EQUIPMENT}{each.id}": IntegerField(
            resource_name(each),
            minimum=0,
            maximum=max(_lent(each), (held or {}).get(each.id, 0)),
            hint=_("There are %(num)s.", num=_lent(each))
            if _lent(each)
            else _("It is not lent any more. You may keep what you have, at the time you have."),
            mark_optional=False,
        )
        for each in equipment
    }
    return cast(type[AnyForm], type(form.__name__, (form,), fields))


def _lent(equipment: Resource) -> int:
    return len(equipment.open_units) if equipment.closed_at is None else 0


def equipment_data(held: Mapping[int, int]) -> dict[str, int]:
    """Return the data of the fields for what is held."""
    return {f"{_EQUIPMENT}{each}": count for each, count in held.items()}


def moment_of(day: date, at: time) -> datetime | None:
    """Return a local time of a day as a moment; None where the clock skips it."""
    return local_moment(day, at, clock.zone())


def next_full_hour() -> datetime:
    """Return the next full hour, in the arena's zone: when one would usually look for a room."""
    now = clock.now().astimezone(clock.zone())
    return (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
