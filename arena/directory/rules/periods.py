"""Periods of days, from one to (not including) another, which may be open."""

from __future__ import annotations

from datetime import date

Period = tuple[date, date | None]


def joined_period(one: Period, other: Period) -> Period:
    """Return the period from the earlier beginning to the later end."""
    starts_on = min(one[0], other[0])
    if one[1] is None or other[1] is None:
        return starts_on, None
    return starts_on, max(one[1], other[1])
