"""What staff type about a programme: its items, its groups, and where an item stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.delegations.meanings import KINDS, MODES
from arena.delegations.models import ItemKind
from arena.delegations.services.building import ItemFacts
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    HiddenField,
    IntegerField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.forms import FilterForm, Form
from arena.web.numbers import read_whole

MOST_MINUTES = 12 * 60


def read_spot(text: str | None) -> tuple[date, int] | None:
    """Return the day and the position that `write_spot` wrote; None for anything else."""
    day, _space, position = (text or "").partition(" ")
    number = read_whole(position)
    try:
        return None if number is None else (date.fromisoformat(day), number)
    except ValueError:
        return None


def write_spot(day: date, position: int) -> str:
    """Return a place in a programme as one word of a form: its day, and after how many others."""
    return f"{day.isoformat()} {position}"


class VersionForm(Form):
    """An act without words: only what the page was drawn with."""

    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The version that the page showed; 0, which none has, where it was lost."""
        return read_whole(self.version.data) or 0


class StepForm(VersionForm):
    """An item one step earlier (-1) or later (1)."""

    by = HiddenField()


class MoveForm(VersionForm):
    """An item at another place: its day, its position among the others there, its group."""

    item = HiddenField()
    spot = HiddenField()
    group = HiddenField()


class FindForm(FilterForm):
    """What to look for among what the arena has."""

    q = TextField(_l("Search"), mark_optional=False, width=20)


class CopyForm(VersionForm):
    """To which day a day is copied."""

    target = ChoiceField(_l("To the day"), required=_l("Choose the day that it is copied to"))

    def __init__(self, days: Sequence[tuple[str, Any]], **options: Any) -> None:
        self.days = days
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Say which days there are, before the one that was chosen is read."""
        self.target.choices = self.days
        super().process(*arguments, **options)


class GroupForm(VersionForm):
    """What a group is called, and how many go in it."""

    name = TextField(
        _l("Name of the group"),
        required=_l("Enter what the group is called"),
        max_length=40,
        width=12,
    )
    size = IntegerField(
        _l("People"),
        minimum=1,
        hint=_l("Leave it empty for an equal part."),
    )


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What there is to choose from for an item, each with its words."""

    spots: Sequence[tuple[str, Any]]
    groups: Sequence[tuple[int, str]]
    places: Sequence[tuple[int, Any]]
    equipment: Sequence[tuple[int, Any]]


class ItemForm(VersionForm):
    """One item of a programme."""

    kind = ChoiceField(
        _l("Kind"),
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        required=_l("Choose what kind of item it is"),
    )
    title_sv = TextField(
        _l("Title in Swedish"), required=_l("Enter the title in Swedish"), max_length=160, width=32
    )
    title_en = TextField(
        _l("Title in English"), required=_l("Enter the title in English"), max_length=160, width=32
    )
    minutes = IntegerField(
        _l("Minutes"),
        required=_l("Enter how many minutes it takes"),
        minimum=1,
        maximum=MOST_MINUTES,
        hint=_l("Without what an interpreter adds."),
    )
    is_interpreted = CheckboxField(_l("What is said is interpreted"))
    spot = ChoiceField(
        _l("Place in the programme"), required=_l("Choose where it stands in the programme")
    )
    group = ChoiceField(_l("For whom"), blank=_l("Everybody"), mark_optional=False, coerce=int)
    fixed_start = TimeField(
        _l("Begins at a fixed time"),
        hint=_l("Leave it empty to let it follow what comes before it."),
    )
    place = ChoiceField(
        _l("Room or site"), blank=_l("Somewhere else"), mark_optional=False, coerce=int
    )
    place_sv = TextField(_l("Place in Swedish, if it is somewhere else"), max_length=200, width=32)
    place_en = TextField(_l("The same in English"), max_length=200, width=32)
    equipment = CheckboxesField(_l("Bus and equipment"), coerce=int)
    travel_mode = ChoiceField(
        _l("They get here"), choices=list(MODES.items()), required=_l("Choose how they get here")
    )
    travel_minutes = IntegerField(
        _l("Minutes of the way"),
        minimum=0,
        maximum=MOST_MINUTES,
        hint=_l("Leave it empty to take what the travel times say."),
    )
    note_sv = TextAreaField(_l("Note to the guests in Swedish"), rows=2)
    note_en = TextAreaField(_l("Note to the guests in English"), rows=2)
    staff_note = TextAreaField(_l("Note to ourselves"), rows=2)
    stop_key = HiddenField(max_length=60)

    def __init__(self, offered: Offered, **options: Any) -> None:
        self.offered = offered
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Say what there is to choose from, before anything that was chosen is read."""
        self.spot.choices = self.offered.spots
        self.group.choices = self.offered.groups
        self.place.choices = self.offered.places
        self.equipment.choices = self.offered.equipment
        super().process(*arguments, **options)

    def validate_place_en(self, field: TextField) -> None:
        """Refuse a place that is named in English alone."""
        if field.data and not self.place_sv.data:
            raise ValidationError(str(_l("Enter the place in Swedish as well.")))

    @property
    def position(self) -> int:
        """After how many others of its day it is to stand."""
        spot = read_spot(self.spot.data)
        return spot[1] if spot else 0

    def facts(self) -> ItemFacts:
        """Return what was typed; of a form that is valid."""
        spot = read_spot(self.spot.data)
        if spot is None:
            raise ValueError("The form was not validated.")
        return ItemFacts(
            day=spot[0],
            kind=self.kind.data or ItemKind.OTHER,
            minutes=self.minutes.data or 0,
            title_sv=self.title_sv.data,
            title_en=self.title_en.data,
            group_id=self.group.data,
            is_interpreted=self.is_interpreted.data,
            fixed_start=self.fixed_start.data,
            travel_minutes=self.travel_minutes.data,
            travel_mode=self.travel_mode.data or "walk",
            stop_key=self.stop_key.data,
            note_sv=self.note_sv.data,
            note_en=self.note_en.data,
            place_id=self.place.data,
            place_sv="" if self.place.data else self.place_sv.data,
            place_en="" if self.place.data else self.place_en.data,
            equipment_ids=tuple(self.equipment.data),
            staff_note=self.staff_note.data,
        )


def form_data(facts: ItemFacts, position: int, version: int) -> Mapping[str, Any]:
    """Return what the form of an item shows at first."""
    return {
        "kind": facts.kind,
        "title_sv": facts.title_sv,
        "title_en": facts.title_en,
        "minutes": facts.minutes,
        "is_interpreted": facts.is_interpreted,
        "spot": write_spot(facts.day, position),
        "group": facts.group_id,
        "fixed_start": facts.fixed_start,
        "place": facts.place_id,
        "place_sv": facts.place_sv,
        "place_en": facts.place_en,
        "equipment": facts.equipment_ids,
        "travel_mode": facts.travel_mode,
        "travel_minutes": facts.travel_minutes,
        "note_sv": facts.note_sv,
        "note_en": facts.note_en,
        "staff_note": facts.staff_note,
        "stop_key": facts.stop_key,
        "version": version,
    }
