"""Forgetting what nobody plans by any more: old absences, and calendars of who hosts no more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from arena import db, retention
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.hosting.models import Absence, HostCalendar
from arena.hosting.policy import may_keep_own_time
from arena.hosting.queries.absences import find_own_host
from arena.hosting.queries.calendars import (
    find_calendar,
    list_expired_busy_times,
    list_expired_calendars,
)
from arena.hosting.services.calendars import forget_busy_times, remove_calendar
from arena.resources.models import ABSENCE
from arena.resources.services import forget_closures


def forget_whose_rights_ended(user: User, *, by: Actor) -> None:
    """Forget the calendar of a person who can no longer stop it, as part of an act on them."""
    if user.is_open and may_keep_own_time(user):
        return
    host = find_own_host(user)
    if host is not None and find_calendar(host) is not None:
        remove_calendar(host, by=by)


def erase_calendars(host_ids: Sequence[int], by: Actor) -> int:
    """Erase the addresses of calendars, and what was read at them."""
    due = sorted(set(host_ids) & set(list_expired_calendars()))
    if due:
        db.session.execute(delete(HostCalendar).where(HostCalendar.resource_id.in_(due)))
        forget_busy_times(due)
        record("hosting.erase_calendars", subject=None, by=by, detail={"calendars": len(due)})
    return len(due)


def drop_busy_times(host_ids: Sequence[int], by: Actor) -> int:
    """Drop what was read so long ago that it need not hold any more.

    It must come anew then, and not be answered “unchanged”.
    """
    due = sorted(set(host_ids) & set(list_expired_busy_times()))
    if due:
        db.session.execute(
            update(HostCalendar)
            .where(HostCalendar.resource_id.in_(due))
            .values(etag="", last_modified="", read_at=None)
        )
        forget_busy_times(due)
        record("hosting.drop_busy_times", subject=None, by=by, detail={"calendars": len(due)})
    return len(due)


def list_expired_days() -> Sequence[int]:
    """Return the closures of the absences in whole days that ended longer ago than they keep."""
    query = select(Absence.closure_id).where(
        Absence.closure_id.is_not(None), Absence.ends_at < retention.cutoff(retention.ABSENCE)
    )
    return [number for number in db.session.scalars(query.order_by(Absence.id)) if number]


def list_expired_hours() -> Sequence[int]:
    """Return the events of absences for a part of a day, also of those that were taken back."""
    query = select(Event.id).where(
        Event.kind == ABSENCE, Event.ends_at < retention.cutoff(retention.ABSENCE)
    )
    return db.session.scalars(query.order_by(Event.id)).all()


def erase_days(closure_ids: Sequence[int], by: Actor) -> int:
    """Erase absences in whole days, which go with their closures."""
    due = sorted(set(closure_ids) & set(list_expired_days()))
    if due:
        forget_closures(due)
        record("hosting.erase_absences", subject=None, by=by, detail={"absences": len(due)})
    return len(due)


def erase_hours(event_ids: Sequence[int], by: Actor) -> int:
    """Erase absences for a part of a day, which go with their events."""
    due = sorted(set(event_ids) & set(list_expired_hours()))
    if due:
        db.session.execute(delete(Event).where(Event.id.in_(due)))
        record("hosting.erase_absences", subject=None, by=by, detail={"absences": len(due)})
    return len(due)
