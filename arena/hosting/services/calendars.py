"""Keeping what was read of hosts' own calendars: when they are busy, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, insert

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.rules import monday_of
from arena.hosting.models import BusyTime, HostCalendar
from arena.hosting.queries.calendars import find_calendar, find_due, find_own_uids
from arena.hosting.reading import Reading
from arena.resources.models import Resource
from arena.resources.rules.intervals import merged

EVERY = timedelta(minutes=20)
WHEN_FAILING = timedelta(minutes=30)


def set_calendar(host: Resource, reading: Reading, *, by: Actor) -> None:
    """Keep the address of a host's calendar, and what was read at it just now."""
    db.session.merge(
        HostCalendar(
            resource_id=host.id,
            address=reading.address,
            due_at=clock.now(),
            added_at=clock.now(),
            etag="",
            last_modified="",
            trouble="",
            read_at=None,
            failing_since=None,
        )
    )
    db.session.flush()
    keep_reading(db.session.get_one(HostCalendar, host.id), reading)
    record("hosting.set_calendar", subject=host, by=by)


def remove_calendar(host: Resource, *, by: Actor) -> None:
    """Forget the address of a host's calendar, and all that was read at it."""
    calendar = find_calendar(host)
    if calendar is not None:
        db.session.delete(calendar)
    forget_busy_times([host.id])
    record("hosting.remove_calendar", subject=host, by=by)


def claim_calendar() -> HostCalendar | None:
    """Return a calendar to be read now, which no other worker will read meanwhile."""
    calendar = find_due(clock.now())
    if calendar is not None:
        calendar.due_at = clock.now() + EVERY
    return calendar


def conditions_for(calendar: HostCalendar) -> tuple[str, str]:
    """Return the ETag and the Last-Modified to ask by, both empty for a whole reading.

    What is looked at moves on with the days: a calendar that does not change has more in it each
    week. So the first reading of each week is a whole one, and is until one went well.
    """
    read_at = calendar.read_at
    if read_at is None or monday_of(clock.date_of(read_at)) != monday_of(clock.today()):
        return "", ""
    return calendar.etag, calendar.last_modified


def keep_reading(calendar: HostCalendar, reading: Reading) -> None:
    """Keep what came of reading a calendar; nothing, when it has another address by now."""
    if calendar.address != reading.address:
        return
    now = clock.now()
    if reading.trouble is not None:
        calendar.trouble = reading.trouble
        calendar.failing_since = calendar.failing_since or now
        calendar.due_at = now + WHEN_FAILING
        return
    calendar.trouble, calendar.failing_since, calendar.read_at = "", None, now
    calendar.due_at = now + EVERY
    calendar.etag, calendar.last_modified = reading.etag, reading.last_modified
    if not reading.is_unchanged:
        _replace(calendar.resource_id, reading)


def forget_busy_times(host_ids: Collection[int]) -> None:
    """Forget when hosts are busy, as part of another act."""
    db.session.execute(delete(BusyTime).where(BusyTime.resource_id.in_(host_ids)))


def _replace(resource_id: int, reading: Reading) -> None:
    """Keep the spans alone; entries of ours are visits, which we know better."""
    own = find_own_uids([entry.uid for entry in reading.entries])
    spans = merged(
        (entry.starts_at, entry.ends_at) for entry in reading.entries if entry.uid not in own
    )
    forget_busy_times([resource_id])
    if spans:
        db.session.execute(
            insert(BusyTime),
            [
                {"resource_id": resource_id, "starts_at": starts_at, "ends_at": ends_at}
                for starts_at, ends_at in spans
            ],
        )
