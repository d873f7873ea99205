"""Forgetting mails: who got them, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.messages.models import Message, MessageStatus

_OVER = (MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.DROPPED)


def list_expired_mails() -> Sequence[int]:
    """Return the mails that are past their period; what may still go out is none of them."""
    before = retention.cutoff(retention.MAIL)
    return db.session.scalars(
        select(Message.id)
        .where(Message.created_at < before, Message.due_at < before, Message.status.in_(_OVER))
        .order_by(Message.id)
    ).all()


def erase_mails(message_ids: Sequence[int], by: Actor) -> None:
    """Erase mails that are past their period, unless staff had one sent again meanwhile."""
    erased = db.session.scalars(
        delete(Message)
        .where(Message.id.in_(message_ids), Message.status.in_(_OVER))
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("messages.erase_mails", subject=None, by=by, detail={"mails": len(erased)})


def forget_mails(event: Event, address: str) -> None:
    """Erase every mail to one address about an event, as part of an act that erases the person."""
    db.session.execute(
        delete(Message)
        .where(Message.event_id == event.id, Message.recipient_email == address)
        .execution_options(synchronize_session=False)
    )
