"""What the worker does each morning."""

from __future__ import annotations

from arena import clock, db
from arena.on_the_day.services import is_time_for_plan, send_plans


def mail_plans() -> None:
    """Put the morning's plan into the outbox, once a day however often this is called."""
    if is_time_for_plan(clock.now()):
        with db.transaction():
            send_plans()
