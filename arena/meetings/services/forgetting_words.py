"""Erasing what was kept of people at meetings, beyond minutes, once its period is over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meetings.models import RecordComment, WalkIn
from arena.meetings.queries.expired_words import list_expired_comments, list_expired_walk_ins


def erase_walk_ins(numbers: Sequence[int], by: Actor) -> int:
    """Erase who came uninvited to meetings long ago."""
    due = set(numbers) & set(list_expired_walk_ins())
    db.session.execute(delete(WalkIn).where(WalkIn.id.in_(due)))
    return _noted("meetings.erase_walk_ins", len(due), by)


def erase_comments(numbers: Sequence[int], by: Actor) -> int:
    """Erase comments on minutes of meetings long ago."""
    due = set(numbers) & set(list_expired_comments())
    db.session.execute(delete(RecordComment).where(RecordComment.id.in_(due)))
    return _noted("meetings.erase_comments", len(due), by)


def _noted(act: str, count: int, by: Actor) -> int:
    if count:
        record(act, subject=None, by=by, detail={"erased": count})
    return count
