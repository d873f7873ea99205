"""Which hours an address means: those of the period that `from` and `until` name."""

from __future__ import annotations

from datetime import date

from flask import request

from arena.errors import NotFound
from arena.resources.models import Resource
from arena.resources.queries.openness import Schedule, list_schedules
from arena.resources.services import Period


def asked_schedule(resource: Resource | None) -> Schedule | None:
    """Return the schedule that the address names; None where it names none, a new one."""
    if not request.args.get("from"):
        return None
    period = _asked_day("from"), _asked_day("until")
    for schedule in list_schedules(resource):
        if (schedule.valid_from, schedule.valid_until) == period:
            return schedule
    raise NotFound


def period_of(schedule: Schedule) -> Period:
    """Return the period for which a schedule holds."""
    return Period(schedule.valid_from, schedule.valid_until)


def _asked_day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args[name]) if request.args.get(name) else None
    except ValueError:
        raise NotFound from None
