"""What staff do with a mail: try it again now, or leave it out."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict
from arena.messages.models import Message, MessageStatus
from arena.messages.reasons import Reason, told

A_DAY_MORE = timedelta(days=1)


class UnderWay(Conflict):
    """The mail has been sent, or is being sent in this very moment."""

    def __init__(self) -> None:
        super().__init__(_l("This e-mail has been sent, or is being sent right now."))


def try_again(message: Message, *, by: Actor) -> None:
    """Send a mail that waits or failed as soon as can be; it counts as useful for a day more.

    It keeps its Message-ID. Raise `UnderWay` for one that is sent.
    """
    _require(message, MessageStatus.WAITING, MessageStatus.FAILED)
    now = clock.now()
    message.status = MessageStatus.WAITING
    message.attempt_at = now
    message.attempts = 0
    message.useless_after = max(message.useless_after, now + A_DAY_MORE)
    record("messages.try_again", subject=message, by=by)


def leave_out(message: Message, *, by: Actor) -> None:
    """Let a mail that waits or failed never be sent. Raise `UnderWay` for one that is sent."""
    _require(message, MessageStatus.WAITING, MessageStatus.FAILED)
    message.status = MessageStatus.DROPPED
    message.last_error = told(Reason.BY_STAFF)
    record("messages.leave_out", subject=message, by=by)


def _require(message: Message, *statuses: MessageStatus) -> None:
    """Lock the row; raise `UnderWay` unless it has one of the statuses: a worker may be at it."""
    db.session.refresh(message, with_for_update=True)
    if message.status not in statuses:
        raise UnderWay
