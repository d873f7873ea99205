"""What must hold of a booking before the database is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import LazyString, ngettext

from arena import clock
from arena.errors import Invalid
from arena.meeting_place.queries.house import House
from arena.meeting_place.queries.looking import GRACE, rooms_that_seat
from arena.meeting_place.queries.quotas import list_held, minutes_by_month, read_quota
from arena.meeting_place.rules.fitting import LONGEST_MINUTES
from arena.meeting_place.services.errors import (
    ClosedThen,
    EndsFirst,
    EquipmentTaken,
    InThePast,
    NoOrganisation,
    NotLent,
    QuotaReached,
    RoomTaken,
    TooManyPeople,
)
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.resources.models import Resource
from arena.resources.queries import seconds

Period = tuple[datetime, datetime]


class TooLong(Invalid):
    """It would take longer than one booking may."""

    def __init__(self, hours: int) -> None:
        self.hours = hours
        super().__init__(LazyString(self._words), "minutes")

    def _words(self) -> str:
        words: str = ngettext(
            "A booking is at most %(num)d hour long. Choose an earlier end.",
            "A booking is at most %(num)d hours long. Choose an earlier end.",
            self.hours,
        )
        return words


def require_fitting(facts: BookingFacts, house: House) -> Resource:
    """Return the room, if it can be booked at all for so many people in that layout."""
    room = house.rooms.get(facts.room_id)
    if room is None:
        raise NotLent
    if facts.ends_at <= facts.starts_at:
        raise EndsFirst
    if facts.minutes > LONGEST_MINUTES:
        raise TooLong(LONGEST_MINUTES // 60)
    rule = house.rules[room.id]
    if not rule.takes(facts.head_count, facts.layout):
        layout = facts.layout if rule.takes(facts.head_count) else ""  # No layout would do.
        limit = rule.limit(layout) or 0
        fitting = [each for each in rooms_that_seat(facts.head_count, house) if each != room]
        raise TooManyPeople(room, limit, layout=layout, fitting=fitting)
    return room


def require_ahead(starts_at: datetime) -> None:
    """Raise `InThePast` for what would begin before now."""
    if starts_at < clock.now() - GRACE:
        raise InThePast


def require_free(facts: BookingFacts, house: House) -> None:
    """Raise what stands in the way of having the room and the equipment then."""
    room = house.rooms[facts.room_id]
    start, end = seconds(facts.starts_at), seconds(facts.ends_at)
    if not house.is_open(room.id, start, end):
        day = clock.date_of(facts.starts_at)
        raise ClosedThen(room, house.closed_reasons(day, room.id))
    for each, resource in house.equipment_records().items():
        free = house.units_free(each, start, end)
        if free < house.equipment[each]:
            raise EquipmentTaken(resource, free)
    if not house.is_free(room.id, start, end):
        raise RoomTaken(room)


def quota_trouble(
    booker: Booker, periods: Sequence[Period], *, ignore_events: Collection[int] = ()
) -> QuotaReached | NoOrganisation | None:
    """Return what `require_quota` would raise, to be told before anything is saved."""
    try:
        require_quota(booker, periods, ignore_events=ignore_events)
    except (QuotaReached, NoOrganisation) as error:
        return error
    return None


def require_quota(
    booker: Booker, periods: Sequence[Period], *, ignore_events: Collection[int] = ()
) -> None:
    """Raise `QuotaReached` where a partner would hold rooms for longer than agreed in a month.

    `ignore_events` are those whose time is given back for it. Who takes no more of a month than
    before is not refused, were it more than is agreed by now.
    """
    if not booker.is_partner:
        return
    if booker.organisation is None:
        raise NoOrganisation
    before = minutes_by_month(list_held(ignore_events)) if ignore_events else {}
    for month, asked in minutes_by_month(periods).items():
        if asked <= before.get(month, 0):
            continue
        quota = read_quota(booker.organisation.id, month, ignore_events=ignore_events)
        if quota.limit is not None and quota.used + asked > quota.limit:
            raise QuotaReached(month, left=quota.left or 0, asked=asked, limit=quota.limit)
