"""What was kept of people at meetings, beyond minutes, and is past its period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from arena import db, retention
from arena.events.models import Event
from arena.meetings.models import Meeting, Record, RecordComment, WalkIn


def list_expired_walk_ins() -> Sequence[int]:
    """Return who came uninvited to a meeting long ago; approved minutes keep what they say."""
    return db.session.scalars(_walk_ins()).all()


def list_expired_comments() -> Sequence[int]:
    """Return comments on minutes of meetings long ago."""
    return db.session.scalars(_comments()).all()


def _walk_ins() -> Select[Any]:
    return (
        select(WalkIn.id)
        .join(WalkIn.meeting)
        .join(Meeting.event)
        .where(Event.ends_at < retention.cutoff(retention.CONTACT))
        .order_by(WalkIn.id)
    )


def _comments() -> Select[Any]:
    return (
        select(RecordComment.id)
        .join(RecordComment.record)
        .join(Record.meeting)
        .join(Meeting.event)
        .where(Event.ends_at < retention.cutoff(retention.CONTACT))
        .order_by(RecordComment.id)
    )
