"""What staff are reminded of, and until when."""

from __future__ import annotations

from datetime import date, timedelta

DAYS_AHEAD = 3


def remind_until(today: date) -> date:
    """Return the last day that today's reminder is about."""
    return today + timedelta(days=DAYS_AHEAD)
