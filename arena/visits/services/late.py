"""Telling those who plan what is late: one mail a working day, when there is anything."""

from __future__ import annotations

from datetime import datetime, time

from arena import clock
from arena.accounts.queries import list_planners
from arena.messages.services import Recipient, queue
from arena.resources.queries.working_days import working_days
from arena.visits.queries.worklists import list_late
from arena.visits.rules.deadlines import end_of_day

TOLD_FROM = time(8, 0)  # In the arena's zone.


def is_time_to_tell() -> bool:
    """Tell whether the working day has begun and anything is late."""
    local = clock.now().astimezone(clock.zone())
    return (
        working_days().is_working(local.date())
        and local.time() >= TOLD_FROM
        and bool(list_late(clock.now()))
    )


def send_late_notices() -> None:
    """Queue today's notice for each who plans, once; the mail lists what is late then."""
    today = clock.today()
    for person in list_planners():
        queue(
            "visits/late",
            Recipient(person.email, person.name, person.language),
            subject="visits:late",
            occasion=today.isoformat(),
            useless_after=_tonight(),
        )


def _tonight() -> datetime:
    return end_of_day(clock.today(), clock.zone())
