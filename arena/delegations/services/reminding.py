"""Reminding staff of what is soon due: one mail a working day, while there is anything."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from arena import clock
from arena.accounts.models import User
from arena.messages.services import Recipient, queue
from arena.resources.queries.working_days import working_days

REMINDED_FROM = time(8, 0)  # In the arena's zone.


def is_time_to_remind() -> bool:
    """Tell whether the working day has begun."""
    local = clock.now().astimezone(clock.zone())
    return working_days().is_working(local.date()) and local.time() >= REMINDED_FROM


def send_reminder(person: User) -> None:
    """Queue today's reminder for somebody who has something to see to, once."""
    queue(
        "delegations/tasks_due",
        Recipient(person.email, person.name, person.language),
        subject="delegations:tasks",
        occasion=clock.today().isoformat(),
        params={"user_id": person.id},
        useless_after=_midnight(),
    )


def _midnight() -> datetime:
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=clock.zone())
