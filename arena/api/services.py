"""Doing a POST once, however often it is sent."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from arena import clock, db, tokens
from arena.api.models import IdempotentAnswer
from arena.errors import Conflict, Invalid

KEPT = timedelta(hours=24)


class KeyUsedForAnother(Invalid):
    """The key came with another request before."""


class StillAtWork(Conflict):
    """The same request is being answered at this moment."""


def find_answered(key: str, request_text: str) -> int | None:
    """Return the number of the record that this key led to, or None for a key that is new.

    Raises `KeyUsedForAnother` when the key came with another request.
    """
    answer = db.session.scalar(
        select(IdempotentAnswer).where(
            IdempotentAnswer.key_hash == tokens.digest(key),
            IdempotentAnswer.created_at > clock.now() - KEPT,
        )
    )
    if answer is None:
        return None
    if answer.request_hash != tokens.digest(request_text):
        raise KeyUsedForAnother("This Idempotency-Key came with another request. Use a new key.")
    return answer.subject_id


def claim(key: str, request_text: str) -> None:
    """Take the key, before the act itself: who sends the same at the same moment waits here.

    Raises `StillAtWork` when another has just taken it; that other's record stands.
    """
    db.session.execute(
        delete(IdempotentAnswer).where(IdempotentAnswer.created_at <= clock.now() - KEPT)
    )
    values = {
        "key_hash": tokens.digest(key),
        "request_hash": tokens.digest(request_text),
        "subject_id": 0,
        "created_at": clock.now(),
    }
    try:
        db.session.execute(insert(IdempotentAnswer).values(values))
    except IntegrityError as error:
        raise StillAtWork("This request is being answered. Send it again in a moment.") from error


def remember(key: str, subject_id: int) -> None:
    """Keep what the claimed key led to, in the transaction that did it."""
    db.session.execute(
        update(IdempotentAnswer)
        .where(IdempotentAnswer.key_hash == tokens.digest(key))
        .values(subject_id=subject_id)
    )
