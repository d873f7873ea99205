"""When the owner of an action is reminded: three days before, on the day, and weekly after."""

from __future__ import annotations

from datetime import date

_DAYS_BEFORE = 3
_WEEK = 7


def reminder_on(day: date, due_on: date) -> str | None:
    """Return which reminder belongs to a day: “before”, “due”, “late1”, “late2” …, or None."""
    late = (day - due_on).days
    if late == -_DAYS_BEFORE:
        return "before"
    if late == 0:
        return "due"
    return f"late{late // _WEEK}" if late > 0 and late % _WEEK == 0 else None


def latest_reminder(day: date, due_on: date, told_from: date) -> str | None:
    """Return the newest reminder of those since `told_from`, the first day that may remind.

    So one that fell on a day without a worker is made up for, and never more than one at once.
    """
    late = (day - due_on).days
    if late < -_DAYS_BEFORE:
        return None
    back = late + _DAYS_BEFORE if late < 0 else late % _WEEK
    on = date.fromordinal(day.toordinal() - back)
    return reminder_on(on, due_on) if on >= told_from else None
