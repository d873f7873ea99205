"""Every occurrence of a series, with what stands in its way: by one reading of what is free."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from arena import clock
from arena.events.recurrence import Rule, RuleError, occurrences
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.house import House, read_house
from arena.meeting_place.queries.looking import GRACE, Found, Why, found_of
from arena.meeting_place.rules.fitting import Wish
from arena.resources.models import Resource
from arena.resources.queries import seconds

_DAY = timedelta(days=1)
NEAR = 3


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is wanted each time, whenever that is."""

    room_id: int
    minutes: int
    people: int
    layout: str
    equipment: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One time of a series, whether it can be had, and what could be had instead."""

    day: date  # The local day that the rule gave it.
    starts_at: datetime
    ends_at: datetime
    is_free: bool
    near: Sequence[Found]

    @property
    def held(self) -> tuple[datetime, datetime] | None:
        """When the room would be held: then, or at the near miss that stands first, or never."""
        if self.is_free:
            return self.starts_at, self.ends_at
        return (self.near[0].starts_at, self.near[0].ends_at) if self.near else None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A series before it is saved; `always_free` are the other rooms that are free each time."""

    house: House
    wanted: Wanted
    occurrences: Sequence[Occurrence]
    always_free: Sequence[Resource]

    @property
    def is_asked_for(self) -> bool:
        """Whether who looks gets the room only once we have answered."""
        room = self.house.rules.get(self.wanted.room_id)
        return room is not None and room.is_asked_for

    @property
    def conflicts(self) -> int:
        """How many times it cannot be had."""
        return sum(not each.is_free for each in self.occurrences)

    def why(self, occurrence: Occurrence) -> Why:
        """Return why one that is not free cannot be had."""
        start, end = seconds(occurrence.starts_at), seconds(occurrence.ends_at)
        if occurrence.starts_at < clock.now() - GRACE:
            return Why.PAST
        if not self.house.is_open(self.wanted.room_id, start, end):
            return Why.HOURS if self.house.hours_of(occurrence.day) else Why.CLOSED
        return Why.TAKEN if self.house.has_equipment(start, end) else Why.EQUIPMENT

    @property
    def is_ever_taken(self) -> bool:
        """Whether another room would help: some time is taken, and not closed or past."""
        troubles = {self.why(each) for each in self.occurrences if not each.is_free}
        return Why.TAKEN in troubles

    def closed_reason(self, occurrence: Occurrence, language: str) -> str | None:
        """Return why the arena, or the room, is closed that day; None where it is not."""
        return self.house.closed_reason(occurrence.day, language, self.wanted.room_id)


def plan_rule(
    rule: Rule,
    first_on: date,
    begins_at: time,
    wanted: Wanted,
    *,
    is_partner: bool,
) -> Plan:
    """Return every occurrence of a rule; raise `RuleError` where there is none, or too many."""
    starts = occurrences(rule, first_on, begins_at, clock.zone())
    if not starts:
        raise RuleError("nothing")
    return plan_starts(
        [(clock.date_of(start), start) for start in starts],
        wanted,
        is_partner=is_partner,
    )


def plan_bookings(
    bookings: Sequence[RoomBooking],
    begins_at: time,
    wanted: Wanted,
    *,
    is_partner: bool,
) -> Plan:
    """Return the occurrences of a series as they would be at another time or in another room."""
    zone = clock.zone()
    days = [each.occurs_on or clock.date_of(each.event.starts_at) for each in bookings]
    starts = [(day, datetime.combine(day, begins_at, zone).astimezone(UTC)) for day in days]
    return plan_starts(
        starts,
        wanted,
        is_partner=is_partner,
        ignore_events=[each.event_id for each in bookings],
    )


def plan_starts(
    starts: Sequence[tuple[date, datetime]],
    wanted: Wanted,
    *,
    is_partner: bool,
    ignore_events: Collection[int] = (),
    around: tuple[date, date] | None = None,
) -> Plan:
    """Return what can be had at some moments, each with the day that it is known by.

    `around` are days that the plan's house covers beside those, where there may be no moment.
    """
    days = [day for day, _ in starts] + list(around or ())
    house = read_house(
        starts_on=min(days) - _DAY,
        ends_on=max(days) + 2 * _DAY,
        is_partner=is_partner,
        equipment=wanted.equipment,
        ignore_events=ignore_events,
    )
    periods = [(seconds(start), seconds(start) + wanted.minutes * 60) for _, start in starts]
    found = [_occurrence(house, day, start, wanted) for day, start in starts]
    return Plan(
        house=house,
        wanted=wanted,
        occurrences=found,
        always_free=_always_free(house, periods, wanted),
    )


def _occurrence(house: House, day: date, starts_at: datetime, wanted: Wanted) -> Occurrence:
    ends_at = starts_at + timedelta(minutes=wanted.minutes)
    wish = Wish(
        start=seconds(starts_at),
        end=seconds(ends_at),
        people=wanted.people,
        layout=wanted.layout,
        room_id=wanted.room_id,
        earliest=seconds(clock.now() - GRACE),
    )
    is_free = wish.start >= wish.earliest and house.is_free(wanted.room_id, wish.start, wish.end)
    near = [] if is_free else house.choose(wish).near[:NEAR]
    return Occurrence(
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        is_free=is_free,
        near=[found_of(house, fit) for fit in near],
    )


def _always_free(
    house: House, periods: Sequence[tuple[int, int]], wanted: Wanted
) -> list[Resource]:
    """Return the other rooms that seat them and are free each time."""
    return [
        house.rooms[room_id]
        for room_id, room in house.rules.items()
        if room_id != wanted.room_id
        and room.takes(wanted.people, wanted.layout)
        and all(house.is_free(room_id, start, end) for start, end in periods)
    ]
