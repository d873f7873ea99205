"""How much hosts have to do, and when they cannot: by our calendar and by their own.

Moments are seconds since 1970, as in `arena.resources.queries.availability`, which this goes
beside: that tells what is reserved, this what else keeps a host from leading one visit more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, literal, select, union_all

from arena import clock, db
from arena.events.models import Event
from arena.events.rules import monday_of
from arena.hosting.models import Absence, BusyTime
from arena.resources.models import ABSENCE, Reservation
from arena.resources.queries import HostFacts, seconds
from arena.resources.queries.occupancy import Epoch
from arena.resources.rules.hours import day_span
from arena.resources.rules.intervals import merged

_TOUR, _AWAY, _BUSY = 0, 1, 2
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


class _Spans:
    """Spans of time in order, none of which meet."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        whole = merged(spans)
        self.starts = [start for start, _ in whole]
        self.ends = [end for _, end in whole]

    def meet(self, start: int, end: int) -> bool:
        number = bisect_left(self.starts, end)
        return number > 0 and self.ends[number - 1] > start


_NONE = _Spans(())


class Duties:
    """What some hosts had to do when it was read; asking costs no further query."""

    def __init__(
        self,
        tours: Mapping[int, Sequence[int]],
        away: Mapping[int, _Spans],
        busy: Mapping[int, _Spans],
        zone: tzinfo,
    ) -> None:
        self._tours, self._away, self._busy, self._zone = tours, away, busy, zone
        self._days: dict[tuple[date, timedelta], tuple[int, int]] = {}

    def count_on(self, host_id: int, day: date) -> int:
        """Count what a host leads that begins on a local day."""
        return self._count(host_id, day, _ONE_DAY)

    def count_in_week(self, host_id: int, day: date) -> int:
        """Count what a host leads that begins in the week of a local day."""
        return self._count(host_id, monday_of(day), _ONE_WEEK)

    def has_room(self, host: HostFacts, day: date) -> bool:
        """Tell whether neither the host's day nor their week is full."""
        if self.count_on(host.id, day) >= host.max_per_day:
            return False
        return host.max_per_week is None or self.count_in_week(host.id, day) < host.max_per_week

    def is_away(self, host_id: int, start: int, end: int) -> bool:
        """Tell whether a host is away for a part of the day that meets `[start, end)`."""
        return self._away.get(host_id, _NONE).meet(start, end)

    def is_busy(self, host_id: int, start: int, end: int) -> bool:
        """Tell whether a host is busy within `[start, end)` by their own calendar."""
        return self._busy.get(host_id, _NONE).meet(start, end)

    def _count(self, host_id: int, first: date, length: timedelta) -> int:
        starts = self._tours.get(host_id, ())
        key = (first, length)
        if key not in self._days:
            begins, ends = day_span(first, self._zone)[0], day_span(first + length, self._zone)[0]
            self._days[key] = seconds(begins), seconds(ends)
        start, end = self._days[key]
        return bisect_left(starts, end) - bisect_left(starts, start)


def get_duties(
    host_ids: Collection[int],
    *,
    starts_on: date,
    ends_on: date,
    ignore_event: int | None = None,
    ignore_events: Collection[int] = (),
) -> Duties:
    """Read the duties of hosts (ids of resources) in the whole weeks of `[starts_on, ends_on)`.

    What `ignore_event` and `ignore_events` hold does not count.
    """
    zone = clock.zone()
    db.session.flush()  # A connection, unlike the session, does not do so by itself.
    values: dict[str, Any] = {
        "host_ids": list(host_ids),
        "starts_at": day_span(monday_of(starts_on), zone)[0],
        "ends_at": day_span(monday_of(ends_on) + _ONE_WEEK, zone)[0],
        "ignored": [*ignore_events, ignore_event or 0],
    }
    tours: dict[int, list[int]] = defaultdict(list)
    spans: dict[int, dict[int, list[tuple[int, int]]]] = {
        _AWAY: defaultdict(list),
        _BUSY: defaultdict(list),
    }
    for what, host_id, start, end in db.session.connection().execute(_statement(), values).all():
        if what == _TOUR:
            tours[host_id].append(start)
        else:
            spans[what][host_id].append((start, end))
    for starts in tours.values():
        starts.sort()
    away, busy = (
        {host_id: _Spans(found) for host_id, found in spans[what].items()}
        for what in (_AWAY, _BUSY)
    )
    return Duties(tours, away, busy, zone)


@cache
def _statement() -> CompoundSelect[int, int, int, int]:
    ids = bindparam("host_ids", expanding=True, type_=Integer())
    starts_at = bindparam("starts_at", type_=db.UtcDateTime())
    ends_at = bindparam("ends_at", type_=db.UtcDateTime())
    tours = (
        select(
            literal(_TOUR),
            Reservation.resource_id,
            Epoch(Reservation.starts_at),
            Epoch(Reservation.ends_at),
        )
        .join(Event, Event.id == Reservation.event_id)
        .where(
            Reservation.resource_id.in_(ids),
            Reservation.released_at.is_(None),
            Reservation.starts_at >= starts_at,
            Reservation.starts_at < ends_at,
            Event.kind != ABSENCE,
            Event.id.not_in(bindparam("ignored", expanding=True, type_=Integer())),
        )
    )
    away = select(
        literal(_AWAY), Absence.resource_id, Epoch(Absence.starts_at), Epoch(Absence.ends_at)
    ).where(
        Absence.resource_id.in_(ids),
        Absence.event_id.is_not(None),
        Absence.starts_at < ends_at,
        Absence.ends_at > starts_at,
    )
    busy = select(
        literal(_BUSY), BusyTime.resource_id, Epoch(BusyTime.starts_at), Epoch(BusyTime.ends_at)
    ).where(
        BusyTime.resource_id.in_(ids), BusyTime.starts_at < ends_at, BusyTime.ends_at > starts_at
    )
    return union_all(tours, away, busy)
