"""When reminders are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class ReminderRule:
    """`days_before` the event's local date, at the local time `at`, for the people in `role`."""

    label: str
    template: str
    role: str
    days_before: int
    at: time


def reminder_due(rule: ReminderRule, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, when a reminder of something that starts at `starts_at` is due.

    The local date is counted back first and the clock read there, so that a clock change between
    does not move it; a local time that spring skips is read as the hour after (RFC 5545, 3.3.5).
    """
    day = starts_at.astimezone(zone).date() - timedelta(days=rule.days_before)
    return datetime.combine(day, rule.at, tzinfo=zone).astimezone(starts_at.tzinfo)


def reminder_useless_after(rule: ReminderRule, due_at: datetime, starts_at: datetime) -> datetime:
    """Return until when a late reminder is worth sending: a day and a half, or until it begins."""
    return min(due_at + timedelta(hours=36), starts_at)
