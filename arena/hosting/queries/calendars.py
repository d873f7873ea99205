"""Hosts' own calendars: how reading them goes, and which is read next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from arena import clock, db
from arena.events.models import Event
from arena.hosting.models import BusyTime, HostCalendar
from arena.resources.models import Resource

_AT_A_TIME = 500


def find_calendar(host: Resource) -> HostCalendar | None:
    """Return the calendar of a host, if they have given an address."""
    return db.session.get(HostCalendar, host.id)


def find_due(now: datetime) -> HostCalendar | None:
    """Return the calendar that has waited longest to be read, locked; None when none is due."""
    return db.session.scalar(
        select(HostCalendar)
        .where(HostCalendar.due_at <= now)
        .order_by(HostCalendar.due_at, HostCalendar.resource_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def count_busy_times(host: Resource) -> int:
    """Count the busy times to come that were read for a host."""
    query = select(func.count()).where(
        BusyTime.resource_id == host.id, BusyTime.ends_at > clock.now()
    )
    return db.session.scalar(query) or 0


def find_own_uids(uids: Collection[str]) -> set[str]:
    """Return which of some UIDs are those of our own events."""
    wanted = sorted({uid for uid in uids if len(uid) <= 80})
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        found.update(db.session.scalars(select(Event.uid).where(Event.uid.in_(some))))
    return found
