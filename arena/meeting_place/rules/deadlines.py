"""By when a service must have been asked for, and answered, and a request too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

AT = time(12)
PATIENCE = timedelta(minutes=30)


def answer_by(
    starts_at: datetime, lead_working_days: int, add: Callable[[date, int], date], zone: tzinfo
) -> datetime:
    """Return the moment, in UTC: noon of the working day so many before, or the very start.

    `add` counts working days, backwards for a negative number.
    """
    day = starts_at.astimezone(zone).date()
    noon = datetime.combine(add(day, -lead_working_days), AT, zone).astimezone(UTC)
    return min(noon, starts_at)


def lapses_at(starts_at: datetime, ends_at: datetime, asked_at: datetime) -> datetime:
    """Return when a request that nobody answers holds its room no longer.

    That is the start; of what is asked for at the last moment a little later, but before the end.
    """
    return min(max(starts_at, asked_at + PATIENCE), ends_at)


def fresh_answer_by(
    limit: datetime, now: datetime, add: Callable[[date, int], date], zone: tzinfo
) -> datetime:
    """Return by when to answer what comes too late for `answer_by`, in UTC.

    That is noon of the next working day, or `limit` if that is before.
    """
    day = now.astimezone(zone).date()
    return min(datetime.combine(add(day, 1), AT, zone).astimezone(UTC), limit)
