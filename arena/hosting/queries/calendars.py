"""Hosts' own calendars: how reading them goes, and which is read next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from arena import clock, db, retention
from arena.accounts.models import User
from arena.events.models import Event
from arena.hosting.models import BusyTime, HostCalendar
from arena.resources.models import HostProfile, Resource
from arena.resources.queries.register import HOSTING

_AT_A_TIME = 500


def find_calendar(host: Resource) -> HostCalendar | None:
    """Return the calendar of a host, if they have given an address."""
    return db.session.get(HostCalendar, host.id)


def find_due(now: datetime) -> HostCalendar | None:
    """Return the calendar that has waited longest to be read, locked; None when none is due.

    Only of somebody who is planned with: nobody else's time is looked into.
    """
    return db.session.scalar(
        select(HostCalendar)
        .where(HostCalendar.due_at <= now, HostCalendar.resource_id.in_(_planned_with()))
        .order_by(HostCalendar.due_at, HostCalendar.resource_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def list_expired_calendars() -> Sequence[int]:
    """Return the hosts whose calendars nobody plans by, or could read for longer than they keep."""
    is_unread = HostCalendar.failing_since < retention.cutoff(retention.CALENDAR)
    is_idle = HostCalendar.resource_id.not_in(_planned_with())
    return _list_hosts(or_(is_unread, is_idle))


def list_expired_busy_times() -> Sequence[int]:
    """Return the hosts whose calendars were read longer ago than what they said holds."""
    return _list_hosts(HostCalendar.read_at < retention.cutoff(retention.BUSY))


def _list_hosts(condition: ColumnElement[bool]) -> Sequence[int]:
    query = select(HostCalendar.resource_id).where(condition)
    return db.session.scalars(query.order_by(HostCalendar.resource_id)).all()


def _planned_with() -> Select[int]:
    """Select the hosts in use whose person may sign in, and host."""
    return (
        select(HostProfile.resource_id)
        .join(HostProfile.resource)
        .join(HostProfile.user)
        .where(Resource.closed_at.is_(None), User.closed_at.is_(None), User.role.in_(HOSTING))
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
