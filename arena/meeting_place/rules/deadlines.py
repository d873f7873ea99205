"""By when a service must have been asked for, and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo

AT = time(12)


def answer_by(
    starts_at: datetime, lead_working_days: int, add: Callable[[date, int], date], zone: tzinfo
) -> datetime:
    """Return the moment, in UTC: noon of the working day so many before, or the very start.

    `add` counts working days, backwards for a negative number.
    """
    day = starts_at.astimezone(zone).date()
    noon = datetime.combine(add(day, -lead_working_days), AT, zone).astimezone(UTC)
    return min(noon, starts_at)
