"""What the worker does for delegations, again and again."""

from __future__ import annotations

from arena import db
from arena.delegations.services.reminding import is_time_to_remind, send_reminders


def remind() -> None:
    """Remind staff of what is soon due, once on each working day."""
    if is_time_to_remind():
        with db.transaction():
            send_reminders()
