"""What is free when: many resources over a period; moments are seconds since 1970 here."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from sqlalchemy import Select, bindparam, select

from arena import clock, db
from arena.resources.models import Resource, ResourceUnit
from arena.resources.queries.occupancy import read_taken, seconds
from arena.resources.queries.parts import read_parts
from arena.resources.queries.timetables import ALL_DAY, Timetable, get_timetable
from arena.resources.rules.hours import day_span, local_moment
from arena.resources.rules.intervals import covers

_ONE_DAY = timedelta(days=1)
_ARENA = None  # The owner of the hours and closures that hold for everything.


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What must be known of a resource to plan with it; set-up and clear-up in seconds."""

    id: int
    capacity: int | None
    setup: int
    clearup: int
    is_closed: bool
    parts: tuple[int, ...] = ()  # The rooms that it divides into: taken with it.

    def units_for(self, group_size: int) -> int:
        """Return how many units a group takes up."""
        return 1 if self.capacity is None else -(-group_size // self.capacity)


class _Lane:
    """The reservations of one unit, in order: they never overlap, the database sees to it."""

    __slots__ = ("ends", "starts")

    def __init__(self, taken: Sequence[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in taken]
        self.ends = [end for _, end in taken]

    def is_free(self, start: int, end: int) -> bool:
        number = bisect_left(self.starts, end)
        return number == 0 or self.ends[number - 1] <= start

    def count(self, start: int, end: int) -> int:
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)


class Availability:
    """What was free over a period when it was read; asking costs no further query."""

    def __init__(
        self,
        facts: Mapping[int, Facts],
        lanes: Mapping[int, Sequence[_Lane]],
        timetable: Timetable,
        zone: tzinfo,
    ) -> None:
        self.facts = facts
        self.timetable = timetable
        self.zone = zone
        self._lanes = lanes
        self._day_spans: dict[date, tuple[int, int]] = {}
        # Most resources share the arena's hours, so an answer serves them all.
        self._unclosed: dict[tuple[int | None, int, int], bool] = {}
        self._within: dict[tuple[int | None, int, int], bool] = {}
        self._spans: dict[tuple[int | None, date], list[tuple[int, int]]] = {}

    def is_free(self, resource_id: int, start: int, end: int, units: int = 1) -> bool:
        """Tell whether `units` units are unreserved over `[start, end)` with set-up and clear-up.

        A unit must be free for the whole time: nobody changes rooms half-way.
        """
        if units != 1:
            return self.count_free(resource_id, start, end) >= units
        facts = self.facts[resource_id]
        start, end = start - facts.setup, end + facts.clearup
        return any(lane.is_free(start, end) for lane in self._lanes[resource_id]) and all(
            any(lane.is_free(start, end) for lane in self._lanes[part]) for part in facts.parts
        )

    def count_free(self, resource_id: int, start: int, end: int) -> int:
        """Count the units that are unreserved over `[start, end)` with set-up and clear-up."""
        facts = self.facts[resource_id]
        start, end = start - facts.setup, end + facts.clearup
        return sum(lane.is_free(start, end) for lane in self._lanes[resource_id])

    def is_open(self, resource_id: int, start: int, end: int, *, any_hours: bool = False) -> bool:
        """Tell whether a resource may be used over `[start, end)`.

        It and its parts are in use, not closed on any of the days, and it is within its opening
        hours: the resource's own, or the arena's. `any_hours` leaves the hours aside, as staff may.
        """
        facts = self.facts[resource_id]
        if any(self.facts[each].is_closed for each in (resource_id, *facts.parts)) or not all(
            self._is_unclosed(owner, start, end) for owner in (_ARENA, resource_id, *facts.parts)
        ):
            return False
        has_own = resource_id in self.timetable.hours
        return any_hours or self._is_within_hours(resource_id if has_own else _ARENA, start, end)

    def count_uses(self, resource_id: int, day: date) -> int:
        """Count the reservations of a resource that begin on a local day."""
        start, end = self._day_span(day)
        return sum(lane.count(start, end) for lane in self._lanes[resource_id])

    def _is_unclosed(self, owner: int | None, start: int, end: int) -> bool:
        if owner not in self.timetable.closures:
            return True
        key = (owner, start, end)
        if key not in self._unclosed:
            self._unclosed[key] = not any(
                self.timetable.closure_on(day, owner) for day in self._days_of(start, end)
            )
        return self._unclosed[key]

    def _is_within_hours(self, owner: int | None, start: int, end: int) -> bool:
        key = (owner, start, end)
        if key not in self._within:
            days = self._days_of(start, end)
            spans = [span for day in days for span in self._open_spans(owner, day)]
            self._within[key] = covers(spans, (start, end))
        return self._within[key]

    def _days_of(self, start: int, end: int) -> list[date]:
        first = datetime.fromtimestamp(start, self.zone).date()
        if end <= self._day_span(first)[1]:
            return [first]
        last = datetime.fromtimestamp(end - 1, self.zone).date()
        return [first + _ONE_DAY * number for number in range((last - first).days + 1)]

    def _open_spans(self, owner: int | None, day: date) -> list[tuple[int, int]]:
        key = (owner, day)
        if key not in self._spans:
            hours = self.timetable.hours_on(day, owner)
            self._spans[key] = [self._span(day, opens, closes) for opens, closes in hours]
        return self._spans[key]

    def _span(self, day: date, opens_at: time, closes_at: time) -> tuple[int, int]:
        if (opens_at, closes_at) == ALL_DAY[0]:
            return self._day_span(day)
        opens = local_moment(day, opens_at, self.zone)
        closes = local_moment(day, closes_at, self.zone)
        day_starts, day_ends = self._day_span(day)
        return seconds(opens) if opens else day_starts, seconds(closes) if closes else day_ends

    def _day_span(self, day: date) -> tuple[int, int]:
        if day not in self._day_spans:
            starts_at, ends_at = day_span(day, self.zone)
            self._day_spans[day] = seconds(starts_at), seconds(ends_at)
        return self._day_spans[day]


def get_availability(
    resource_ids: Collection[int],
    *,
    starts_on: date,
    ends_on: date,
    ignore_event: int | None = None,
    ignore_events: Collection[int] = (),
) -> Availability:
    """Read what is free of some resources on the local days `[starts_on, ends_on)`.

    The reservations of the event `ignore_event`, and of `ignore_events`, do not count: they are
    the ones to be moved.
    """
    zone = clock.zone()
    db.session.flush()  # A connection, unlike the session, does not do so by itself.
    parts = read_parts(resource_ids)
    resource_ids = {*resource_ids, *(part for some in parts.values() for part in some)}
    facts, units = _read_facts(resource_ids, parts)
    margin = timedelta(
        seconds=max((max(each.setup, each.clearup) for each in facts.values()), default=0)
    )
    # A use that begins late on the last day may run into the next.
    starts_at = day_span(starts_on, zone)[0] - margin
    ends_at = day_span(ends_on, zone)[1] + margin
    ignored = {*ignore_events, *([] if ignore_event is None else [ignore_event])}
    taken = read_taken(resource_ids, starts_at, ends_at, ignored)
    lanes = {
        resource_id: [_Lane(taken.get((resource_id, unit), ())) for unit in numbers]
        for resource_id, numbers in units.items()
    }
    return Availability(facts, lanes, get_timetable(), zone)


def _read_facts(
    ids: Collection[int], parts: Mapping[int, tuple[int, ...]]
) -> tuple[dict[int, Facts], dict[int, list[int]]]:
    facts: dict[int, Facts] = {}
    units: dict[int, list[int]] = defaultdict(list)
    rows = db.session.connection().execute(_facts_statement(), {"ids": list(ids)}).all()
    for resource_id, capacity, setup, clearup, closed_at, number in rows:
        units[resource_id].append(number)
        facts[resource_id] = Facts(
            id=resource_id,
            capacity=capacity,
            setup=setup * 60,
            clearup=clearup * 60,
            is_closed=closed_at is not None,
            parts=parts.get(resource_id, ()),
        )
    return facts, units


@cache
def _facts_statement() -> Select[int, int | None, int, int, datetime | None, int]:
    return (
        select(
            Resource.id,
            Resource.capacity,
            Resource.setup_minutes,
            Resource.clearup_minutes,
            Resource.closed_at,
            ResourceUnit.number,
        )
        .join(ResourceUnit, ResourceUnit.resource_id == Resource.id)
        .where(Resource.id.in_(bindparam("ids", expanding=True)), ResourceUnit.closed_at.is_(None))
        .order_by(ResourceUnit.number)
    )
