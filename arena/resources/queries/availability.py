"""What is free when: many resources over a period, read in one statement.

Moments are whole seconds since 1970 here. The statement leaves them so, because a month of a
hundred resources is thousands of rows, and making moments of them takes longer than to read them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, and_, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from arena import clock, db
from arena.resources.models import Reservation, Resource, ResourceUnit
from arena.resources.queries.timetables import ALL_DAY, Timetable, get_timetable
from arena.resources.rules.hours import day_span, local_moment
from arena.resources.rules.intervals import covers

_ONE_DAY = timedelta(days=1)


class _Epoch(FunctionElement[int]):
    """A stored moment as whole seconds since 1970."""

    type = BigInteger()
    inherit_cache = True
    name = "epoch"


@compiles(_Epoch, "sqlite")
def _epoch_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(_Epoch, "postgresql")
def _epoch_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) AS BIGINT)"


def seconds(moment: datetime) -> int:
    """Return an aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What must be known of a resource to plan with it; set-up and clear-up in seconds."""

    id: int
    capacity: int | None
    setup: int
    clearup: int
    is_closed: bool

    def units_for(self, group_size: int) -> int:
        """Return how many units a group takes up."""
        return 1 if self.capacity is None else -(-group_size // self.capacity)


class _Lane:
    """The reservations of one unit, in order: they never overlap, the database sees to it."""

    __slots__ = ("ends", "starts")

    def __init__(self, taken: list[tuple[int, int]]) -> None:
        taken.sort()
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
        self._days: dict[date, tuple[int, int]] = {}
        self._spans: dict[tuple[date, int | None], list[tuple[int, int]]] = {}

    def is_free(self, resource_id: int, start: int, end: int, units: int = 1) -> bool:
        """Tell whether `units` units are unreserved over `[start, end)` with set-up and clear-up.

        A unit must be free for the whole time: nobody changes rooms half-way.
        """
        facts = self.facts[resource_id]
        start, end = start - facts.setup, end + facts.clearup
        lanes = self._lanes[resource_id]
        if units == 1:
            return any(lane.is_free(start, end) for lane in lanes)
        return sum(lane.is_free(start, end) for lane in lanes) >= units

    def is_open(self, resource_id: int, start: int, end: int, *, any_hours: bool = False) -> bool:
        """Tell whether a resource may be used over `[start, end)`.

        It is in use, not closed on any of the days, and within its opening hours: the resource's
        own, or the arena's. `any_hours` leaves the hours aside, as staff may.
        """
        facts = self.facts[resource_id]
        first, last = self._day(start), self._day(end - 1)
        if facts.is_closed or any(
            self.timetable.closure_on(day, owner)
            for owner in (resource_id, None)
            for day in ({first} if first == last else _days(first, last))
        ):
            return False
        if any_hours:
            return True
        open_spans = self._open_spans(resource_id, first)
        if first != last:
            open_spans = [
                span for day in _days(first, last) for span in self._open_spans(resource_id, day)
            ]
        return covers(open_spans, (start, end))

    def count_uses(self, resource_id: int, day: date) -> int:
        """Count the reservations of a resource that begin on a local day."""
        start, end = self._day_span(day)
        return sum(lane.count(start, end) for lane in self._lanes[resource_id])

    def _day(self, moment: int) -> date:
        return datetime.fromtimestamp(moment, self.zone).date()

    def _open_spans(self, resource_id: int, day: date) -> list[tuple[int, int]]:
        owner = resource_id if resource_id in self.timetable.hours else None
        key = (day, owner)
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
        if day not in self._days:
            starts_at, ends_at = day_span(day, self.zone)
            self._days[day] = seconds(starts_at), seconds(ends_at)
        return self._days[day]


def get_availability(
    resource_ids: Collection[int],
    *,
    starts_on: date,
    ends_on: date,
    ignore_event: int | None = None,
    timetable: Timetable | None = None,
) -> Availability:
    """Read what is free of some resources on the local days `[starts_on, ends_on)`.

    The reservations of the event `ignore_event` do not count: it is the one to be moved.
    """
    zone = clock.zone()
    facts, units = _read_facts(resource_ids)
    margin = timedelta(
        seconds=max((max(each.setup, each.clearup) for each in facts.values()), default=0)
    )
    # A use that begins late on the last day may run into the next.
    starts_at = day_span(starts_on, zone)[0] - margin
    ends_at = day_span(ends_on, zone)[1] + margin
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for resource_id, unit, start, end in db.session.execute(
        _reservations(resource_ids, starts_at, ends_at, ignore_event)
    ):
        taken[resource_id, unit].append((start, end))
    lanes = {
        resource_id: [_Lane(taken.get((resource_id, unit), [])) for unit in numbers]
        for resource_id, numbers in units.items()
    }
    return Availability(facts, lanes, timetable or get_timetable(), zone)


def _read_facts(ids: Collection[int]) -> tuple[dict[int, Facts], dict[int, list[int]]]:
    facts: dict[int, Facts] = {}
    units: dict[int, list[int]] = defaultdict(list)
    statement = (
        select(
            Resource.id,
            Resource.capacity,
            Resource.setup_minutes,
            Resource.clearup_minutes,
            Resource.closed_at.is_not(None),
            ResourceUnit.number,
        )
        .join(ResourceUnit, ResourceUnit.resource_id == Resource.id)
        .where(Resource.id.in_(ids))
        .order_by(ResourceUnit.number)
    )
    for resource_id, capacity, setup, clearup, is_closed, number in db.session.execute(statement):
        units[resource_id].append(number)
        facts[resource_id] = Facts(
            id=resource_id,
            capacity=capacity,
            setup=setup * 60,
            clearup=clearup * 60,
            is_closed=is_closed,
        )
    return facts, units


def _reservations(
    ids: Collection[int], starts_at: datetime, ends_at: datetime, ignore_event: int | None
) -> CompoundSelect[int, int, int, int]:
    """Select what is held within the period: what begins in it, and what lasts into it.

    The reservations of a unit never overlap, so only the last one that began before the period
    can last into it: two look-ups in the index for each unit, however long the history is.
    """
    earlier = aliased(Reservation)
    last_before = (
        select(earlier.id)
        .where(
            earlier.resource_id == ResourceUnit.resource_id,
            earlier.unit == ResourceUnit.number,
            earlier.released_at.is_(None),
            earlier.starts_at < starts_at,
        )
        .order_by(earlier.starts_at.desc())
        .limit(1)
        .correlate(ResourceUnit)
        .scalar_subquery()
    )
    unit_is_same = and_(
        Reservation.resource_id == ResourceUnit.resource_id,
        Reservation.unit == ResourceUnit.number,
        Reservation.released_at.is_(None),
    )
    base = (
        select(
            Reservation.resource_id,
            Reservation.unit,
            _Epoch(Reservation.starts_at),
            _Epoch(Reservation.ends_at),
        )
        .select_from(ResourceUnit)
        .where(ResourceUnit.resource_id.in_(ids))
    )
    if ignore_event is not None:
        base = base.where(Reservation.event_id != ignore_event)
    begins_within = base.join(Reservation, unit_is_same).where(
        Reservation.starts_at >= starts_at, Reservation.starts_at < ends_at
    )
    lasts_into = base.join(Reservation, Reservation.id == last_before).where(
        Reservation.ends_at > starts_at
    )
    return union_all(lasts_into, begins_within)


def _days(first: date, last: date) -> list[date]:
    return [first + _ONE_DAY * number for number in range((last - first).days + 1)]
