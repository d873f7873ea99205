"""How much each host has led, of what they could have led."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.events.models import HOST, Attendee, Event, EventStatus
from arena.resources.queries import get_timetable, list_host_facts
from arena.resources.queries.working_days import working_days
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, WALK


@dataclass(frozen=True)
class HostLoad:
    """The tours that a host led, in minutes too, of those that they could have led.

    `capacity` is what they take on a day times the working days on which they were there; it is 0
    for who does not host any more: nobody knows what it was.
    """

    user_id: int
    name: str
    tours: int
    minutes: int
    capacity: int

    @property
    def percent(self) -> int | None:
        """How much of what was possible they led."""
        return round(100 * self.tours / self.capacity) if self.capacity else None


def list_host_loads(starts_on: date, ends_on: date) -> list[HostLoad]:
    """Return everybody who hosts, or led something that is over by now, in `[starts_on, ends_on)`.

    In the order of their names.
    """
    tours, minutes, names = _led(starts_on, ends_on)
    capacities = _capacities(starts_on, ends_on)
    names |= {host.user_id: host.name for host in list_host_facts()}
    loads = [
        HostLoad(user_id, name, tours[user_id], minutes[user_id], capacities.get(user_id, 0))
        for user_id, name in names.items()
    ]
    return sorted(loads, key=lambda load: (load.name, load.user_id))


def _led(starts_on: date, ends_on: date) -> tuple[dict[int, int], dict[int, int], dict[int, str]]:
    zone = clock.zone()
    rows = db.session.execute(
        select(Attendee.user_id, Attendee.name, Event.starts_at, Event.ends_at)
        .join(Attendee.event)
        .where(
            Attendee.role == HOST,
            Attendee.user_id.is_not(None),
            Event.kind.in_((VISIT, WALK)),
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at >= day_span(starts_on, zone)[0],
            Event.starts_at < day_span(ends_on, zone)[0],
            Event.ends_at <= clock.now(),
        )
    )
    tours: dict[int, int] = defaultdict(int)
    minutes: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for user_id, name, starts_at, ends_at in rows:
        if user_id is not None:
            tours[user_id] += 1
            minutes[user_id] += round((ends_at - starts_at).total_seconds() / 60)
            names[user_id] = name
    return tours, minutes, names


def _capacities(starts_on: date, ends_on: date) -> dict[int, int]:
    calendar, timetable, hosts = working_days(), get_timetable(), list_host_facts()
    days = [starts_on + timedelta(days=number) for number in range((ends_on - starts_on).days)]
    working = [day for day in days if calendar.is_working(day)]
    return {
        host.user_id: host.max_per_day
        * sum(timetable.closure_on(day, host.id) is None for day in working)
        for host in hosts
    }
