"""What the worker writes down of a mail: taken in hand, sent, to be tried again, failed, dropped.

A worker holds what it has claimed for a while; what it writes after that, or after another took
over, changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, text, update

from arena import clock, db
from arena.messages.models import Message, MessageStatus
from arena.messages.reasons import Reason, told
from arena.messages.redaction import without_secrets
from arena.messages.rendering import Rendered
from arena.messages.rules import next_attempt, weigh_return
from arena.messages.services.returns import note_undeliverable

LEASE = timedelta(minutes=5)

# Written out, since the databases use a partial index only where its condition stands in the query.
OPEN = text("status IN ('waiting','sending')")


@dataclass(frozen=True)
class Claimed:
    """One mail in the hand of a worker."""

    id: int
    receiver: str


def claim_due(claim: str, limit: int) -> list[Claimed]:
    """Take at most `limit` due mails in hand under the name `claim`, the longest due first.

    What another worker holds is passed over, unless its time is up. What has become useless while
    it waited fails instead.
    """
    now = clock.now()
    due = db.session.execute(
        select(Message.id, Message.recipient_email, Message.useless_after)
        .where(
            OPEN,
            Message.attempt_at <= now,
            or_(Message.status == MessageStatus.WAITING, Message.claimed_until < now),
        )
        .order_by(Message.attempt_at, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    useless = [row.id for row in due if row.useless_after <= now]
    useful = [Claimed(row.id, row.recipient_email) for row in due if row.useless_after > now]
    _set(useless, status=MessageStatus.FAILED, last_error=told(Reason.USELESS), **_FREE)
    _set(
        [claimed.id for claimed in useful],
        status=MessageStatus.SENDING,
        claim=claim,
        claimed_until=now + LEASE,
    )
    return useful


def give_back(claim: str) -> None:
    """Let go of all that is still in hand under `claim`, as if it had never been taken."""
    db.session.execute(
        update(Message)
        .where(Message.claim == claim, Message.status == MessageStatus.SENDING)
        .values(status=MessageStatus.WAITING, **_FREE)
    )


def mark_sent(message_id: int, claim: str, rendered: Rendered) -> bool:
    """Keep what was sent, without the secrets of its links; return whether it was still ours."""
    return _mark(
        message_id,
        claim,
        status=MessageStatus.SENT,
        sent_at=clock.now(),
        sent_subject=rendered.subject[:300],
        sent_text=without_secrets(rendered.text),
        calendar_sequence=rendered.sequence,
        attempts=Message.attempts + 1,
        last_error="",
    )


def mark_deferred(message_id: int, claim: str, why: str) -> bool:
    """Try again later, or fail when that would be too late; return whether it was still ours."""
    message = db.session.get(Message, message_id, populate_existing=True)
    if message is None:
        return False
    attempts = message.attempts + 1
    at = next_attempt(attempts, clock.now(), message.useless_after)
    return _mark(
        message_id,
        claim,
        status=MessageStatus.FAILED if at is None else MessageStatus.WAITING,
        attempt_at=at or message.attempt_at,
        attempts=attempts,
        last_error=why,
    )


def mark_failed(message_id: int, claim: str, why: str) -> bool:
    """Give a mail up for good; return whether it was still ours."""
    return _mark(
        message_id,
        claim,
        status=MessageStatus.FAILED,
        attempts=Message.attempts + 1,
        last_error=why,
    )


def mark_refused(message_id: int, claim: str, words: str) -> bool:
    """Give a mail up that the server refused, and note where it says that nobody is there."""
    is_ours = mark_failed(message_id, claim, told(Reason.REFUSED, words))
    if is_ours and weigh_return("", "", words) == "dead":
        address = db.session.scalar(select(Message.recipient_email).where(Message.id == message_id))
        note_undeliverable(address or "", words, message_id)
    return is_ours


def mark_dropped(message_id: int, claim: str, why: str) -> bool:
    """Leave out a mail that has nothing left to say; return whether it was still ours."""
    return _mark(message_id, claim, status=MessageStatus.DROPPED, last_error=why)


_FREE: dict[str, Any] = {"claim": None, "claimed_until": None}


def _set(ids: Sequence[int], **values: Any) -> None:
    if ids:
        db.session.execute(update(Message).where(Message.id.in_(ids)).values(**values))


def _mark(message_id: int, claim: str, **values: Any) -> bool:
    marked = db.session.execute(
        update(Message)
        .where(
            Message.id == message_id,
            Message.claim == claim,
            Message.status == MessageStatus.SENDING,
        )
        .values(**values, **_FREE)
        .returning(Message.id)
    )
    return marked.one_or_none() is not None
