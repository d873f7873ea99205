"""What the worker does for actions: who has promised something is reminded, who leads is told."""

from __future__ import annotations

from datetime import time

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.errors import ArenaError
from arena.meetings.models import ActionState
from arena.meetings.queries.actions import get_action
from arena.meetings.queries.reminders import list_reminders, list_untold_nobodys
from arena.meetings.services.telling_of_records import remind_of_action, tell_of_nobodys

REMINDED_FROM = time(8, 0)  # In the arena's zone.
log = structlog.get_logger("arena.meetings")


def tell_of_actions() -> None:
    """Tell who leads a network of what nobody sees to any more, and remind who is to act."""
    for number in list_untold_nobodys():
        _tell(number, None)
    if clock.now().astimezone(clock.zone()).time() >= REMINDED_FROM:
        for number, reminder in list_reminders().items():
            _tell(number, reminder)


def _tell(number: int, reminder: str | None) -> None:
    """Tell of one action in a transaction of its own: one that fails keeps no other."""
    try:
        with db.transaction():
            action = get_action(number)
            if action.state != ActionState.OPEN:
                return
            if reminder is None:
                tell_of_nobodys(action)
            else:
                remind_of_action(action, reminder)
    except (ArenaError, SQLAlchemyError) as error:
        log.info("not_told", action=number, reason=type(error).__name__)
