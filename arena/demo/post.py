"""What became of the mails of the demo's past: they were sent, each when it was due."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from arena import clock, db
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message, MessageStatus
from arena.messages.redaction import without_secrets
from arena.messages.rendering import render

KEPT_TEXTS = timedelta(days=14)
STILL_WAITING = timedelta(hours=6)


def send_what_was_due(now: datetime) -> None:
    """Count every mail of the past as sent; the texts of the last two weeks are kept as well.

    Those of the last hours stay in the outbox, since a demo has no mail server: their links are
    read under Messages.
    """
    past = Message.due_at < now - STILL_WAITING
    waiting = Message.status == MessageStatus.WAITING
    with db.transaction():
        db.session.execute(
            update(Message)
            .where(waiting, past)
            .values(status=MessageStatus.SENT, sent_at=Message.due_at)
        )
        recent = Message.due_at > now - KEPT_TEXTS
        for message in db.session.scalars(select(Message).where(past, recent)):
            _keep_text(message)


def _keep_text(message: Message) -> None:
    with clock.travel(message.due_at):
        try:
            rendered = render(message)
        except NoLongerTrue as error:
            message.status, message.last_error = MessageStatus.DROPPED, str(error)
            return
    message.sent_subject, message.sent_text = rendered.subject, without_secrets(rendered.text)
