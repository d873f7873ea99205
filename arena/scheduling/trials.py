"""Trying an act out: it is really done, what it queued is read, and everything is rolled back.

A second account of the same thing would sooner or later say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import func, select

from arena import db
from arena.audit.models import Actor
from arena.messages.models import Message

TRIAL = Actor("preview")
Found = TypeVar("Found")


class _Undone(Exception):
    """Ends the trial."""


def try_out(do: Callable[[], object], read: Callable[[Sequence[Message]], Found]) -> Found:
    """Do an act, by `TRIAL`, and return what `read` makes of the mails that it would send at once.

    Nothing of it is kept; what the act raises comes through. Reminders, which come by themselves,
    are left out. Has a transaction of its own: call it outside any.
    """
    found: list[Found] = []
    try:
        with db.transaction():
            newest = newest_message()
            do()
            found.append(read(messages_since(newest)))
            raise _Undone
    except _Undone:
        pass
    return found[0]


def newest_message() -> int:
    """Return the number of the latest mail."""
    return db.session.scalar(select(func.max(Message.id))) or 0


def messages_since(message_id: int) -> Sequence[Message]:
    """Return the mails that were queued after that one, to go out at once."""
    return db.session.scalars(
        select(Message)
        .where(Message.id > message_id, Message.due_at <= Message.created_at)
        .order_by(Message.id)
    ).all()
