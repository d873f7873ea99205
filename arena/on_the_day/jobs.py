"""What the worker does each morning."""

from __future__ import annotations

from arena import clock, db
from arena.on_the_day.queries.plan import has_plan
from arena.on_the_day.queries.planners import list_waiting
from arena.on_the_day.rules import day_to_plan
from arena.on_the_day.services import send_plans


def mail_plans() -> None:
    """Put the morning's plan into the outbox, once a day however often this is called."""
    day = day_to_plan(clock.now(), clock.zone())
    if day is not None and has_plan(day) and list_waiting(day):
        with db.transaction():
            send_plans(day)
