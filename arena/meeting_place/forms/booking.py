"""A booking, as people type it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.models import Organisation
from arena.meeting_place.forms.finding import people_field
from arena.meeting_place.forms.repeating import RepeatForm
from arena.meeting_place.forms.seen import read_seen
from arena.meeting_place.models import RoomBooking, ServiceKind
from arena.meeting_place.queries.bookings import orders_of
from arena.meeting_place.queries.looking import Found
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.facts import BookingFacts
from arena.meeting_place.services.series import Instead
from arena.meeting_place.words import SCOPES
from arena.resources.models import Resource
from arena.resources.words import LAYOUTS, resource_name
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.numbers import read_whole

_STAMP = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Offered:
    """What a form may offer to choose from."""

    rooms: Sequence[Resource]
    organisations: Sequence[Organisation] = ()
    services: Sequence[ServiceKind] = ()
    asked_for: Collection[int] = ()  # Rooms that one gets only once we have answered, by id.

    def label(self, room: Resource) -> str:
        """Return a room's name, and whether it must be asked for."""
        name = resource_name(room)
        return _("%(room)s (needs our answer)", room=name) if room.id in self.asked_for else name


class BookForm(RepeatForm):
    """A room, a time, what happens there, and whether it recurs."""

    scope = RadioField(
        _l("What is to be changed?"),
        choices=[(str(scope), words) for scope, words in SCOPES.items()],
        default=str(Scope.ONE),
        mark_optional=False,
    )
    version = HiddenField()
    seen = HiddenField()
    room_id = ChoiceField(
        _l("Room"), required=_l("Choose a room."), blank=_l("Choose a room"), coerce=int
    )
    title = TextField(
        _l("What is it?"),
        required=_l("Enter what it is."),
        hint=_l("It stands in the calendar of those who work here."),
        max_length=120,
        width=32,
    )
    is_title_shown = CheckboxField(
        _l("Show it on the door and in the foyer"),
        hint=_l("With your organisation. Otherwise it says only that the room is booked."),
    )
    head_count = people_field()
    layout = ChoiceField(
        _l("Layout"),
        blank=_l("As it stands"),
        choices=lambda: [(str(code), words) for code, words in LAYOUTS.items()],
        mark_optional=False,
    )
    wishes = TextAreaField(_l("Words to us"), max_length=1000, rows=3)
    organisation_id = ChoiceField(
        _l("For which organisation?"), required=_l("Choose an organisation."), coerce=int
    )
    catering = TextAreaField(
        _l("Catering"),
        hint=_l("What, for how many, and when. Leave it empty if you need nothing."),
        max_length=1000,
        rows=3,
    )
    technology = TextAreaField(
        _l("Technology"),
        hint=_l("For example help with a remote meeting. Leave it empty if you need nothing."),
        max_length=1000,
        rows=3,
    )

    def __init__(
        self, offered: Offered, booking: RoomBooking | None = None, **options: Any
    ) -> None:
        self.offered = offered
        self.ordered = {} if booking is None else orders_of(booking)
        super().__init__(**options)
        for kind in set(ServiceKind) - set(self.services):
            self.__delitem__(str(kind))
        if len(offered.organisations) < 2 or booking is not None:  # Whose it is stays.
            self.__delitem__("organisation_id")
        if booking is not None:
            self.leave_out_repeating()
        if booking is None or booking.series_id is None:
            self.__delitem__("scope")
            self.__delitem__("seen")

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known what there is to choose from."""
        self["room_id"].choices = [
            (room.id, self.offered.label(room)) for room in self.offered.rooms
        ]
        self["organisation_id"].choices = [
            (each.id, each.name) for each in self.offered.organisations
        ]
        super().process(*arguments, **options)

    @property
    def services(self) -> list[ServiceKind]:
        """The services that somebody sees to, and what is ordered already."""
        return [
            kind for kind in ServiceKind if kind in self.offered.services or kind in self.ordered
        ]

    @property
    def seen_version(self) -> int | None:
        """The version that the form was shown at; None for anything but a number."""
        return read_whole(self["version"].data)

    @property
    def seen_series(self) -> str:
        """How the series stood when the form was shown; see `state_of`."""
        return read_seen(self["seen"].data)[0]

    @property
    def chosen_scope(self) -> Scope:
        """How much of a series is meant."""
        return Scope(self["scope"].data or Scope.ONE) if "scope" in self else Scope.ONE

    @property
    def organisation(self) -> Organisation | None:
        """The organisation that it is for, where there is any."""
        if "organisation_id" not in self:
            return next(iter(self.offered.organisations), None)
        chosen = self["organisation_id"].data
        return next((each for each in self.offered.organisations if each.id == chosen), None)

    @property
    def orders(self) -> Mapping[str, str]:
        """What is asked of each desk; empty for what was ordered and is not wanted any more."""
        asked = {str(kind): self[str(kind)].data or "" for kind in self.services}
        return {kind: words for kind, words in asked.items() if words or kind in self.ordered}

    def facts(self) -> BookingFacts | None:
        """Return what was typed, as the service takes it; None where the time is none."""
        period = self.read_period()
        if period is None:
            return None
        return BookingFacts(
            room_id=self["room_id"].data,
            starts_at=period[0],
            ends_at=period[1],
            title=self["title"].data,
            head_count=self["head_count"].data,
            layout=self["layout"].data or "",
            wishes=self["wishes"].data,
            is_title_shown=self["is_title_shown"].data,
            equipment=self.equipment,
            orders=self.orders,
        )

    def take(self, text: str) -> bool:
        """Replace room, time and layout by a near miss that was pressed; tell whether it is one."""
        taken = read_taken(text)
        if taken is None or taken.room_id not in {room.id for room in self.offered.rooms}:
            return False
        local = taken.starts_at.astimezone(clock.zone())
        values = {
            "room_id": taken.room_id,
            "day": local.date(),
            "begins_at": local.time(),
            "minutes": taken.minutes,
            "layout": taken.layout or None,
        }
        for name, value in values.items():
            field = self[name]
            field.data, field.raw_data, field.process_errors = value, None, []
        return True


@dataclass(frozen=True)
class Taken:
    """A near miss that somebody pressed."""

    room_id: int
    starts_at: datetime
    minutes: int
    layout: str


def written(found: Found) -> str:
    """Return a near miss as the value of a button."""
    minutes = int((found.ends_at - found.starts_at).total_seconds()) // 60
    start = found.starts_at.astimezone(UTC).strftime(_STAMP)
    return f"{found.room.id}.{start}.{minutes}.{found.fit.layout}"


def chosen_instead(text: str) -> Instead | None:
    """Return a near miss that was chosen for an occurrence; None for anything else."""
    taken = read_taken(text)
    if taken is None:
        return None
    return Instead(taken.room_id, taken.starts_at, taken.minutes, taken.layout)


def read_taken(text: str) -> Taken | None:
    """Return what `written` wrote; None for anything else."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    room_id, minutes = read_whole(parts[0]), read_whole(parts[2])
    if room_id is None or not minutes or (parts[3] and parts[3] not in set(LAYOUTS)):
        return None
    try:
        starts_at = datetime.strptime(parts[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Taken(room_id, starts_at, minutes, parts[3])
