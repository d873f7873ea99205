"""Meetings that have taken place."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Event
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.rules.states import Act
from arena.meetings.services.acting import doing


def list_ended() -> Sequence[int]:
    """Return the meetings that have ended and are not noted as held."""
    return db.session.scalars(
        select(Meeting.id)
        .join(Meeting.event)
        .where(
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.CALLED)),
            Event.ends_at <= clock.now(),
        )
        .order_by(Meeting.id)
    ).all()


def hold(meeting: Meeting, *, by: Actor) -> None:
    """Note that a meeting has taken place; a form that was shown before stays as good as it was."""
    with doing(meeting, Act.HOLD, by=by):
        meeting.held_at = meeting.event.ends_at
        meeting.version -= 1  # Nobody has changed anything that a form could be about.
