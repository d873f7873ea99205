"""Days and weeks, and which events calendars show: two months back to fifteen months ahead."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

PAST = timedelta(days=60)
FUTURE_MONTHS = 15
CANCELLED_KEPT = timedelta(days=14)


class Window(NamedTuple):
    """The stretch of time that feeds show, half-open; it moves at the zone's midnight."""

    starts_at: datetime
    ends_at: datetime


def window(today: date, zone: ZoneInfo) -> Window:
    """Return what feeds show on the day `today` of `zone`: 60 days back, 15 months ahead."""
    months = today.year * 12 + today.month - 1 + FUTURE_MONTHS
    year, month = divmod(months, 12)
    last = date(year, month + 1, 1) + timedelta(days=today.day - 1)
    if last.month != month + 1:  # The 31st of a shorter month is the 1st of the next.
        last = last.replace(day=1)
    return Window(midnight(today - PAST, zone), midnight(last, zone))


def cancelled_shown_from(today: date, zone: ZoneInfo) -> datetime:
    """Return the moment after which a cancelled event must end to be shown: 14 days back."""
    return midnight(today - CANCELLED_KEPT, zone)


def earliest_shown(now: datetime) -> datetime:
    """Return a moment before which no event that has ended is shown, whatever the zone."""
    return now - PAST - timedelta(days=2)


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the moment at which a day of `zone` begins."""
    return datetime.combine(day, time.min, tzinfo=zone)


def monday_of(day: date) -> date:
    """Return the first day of a date's ISO week."""
    return day - timedelta(days=day.weekday())
