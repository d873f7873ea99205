"""Who is invited to what is still to come, and sits in the network no more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event
from arena.meetings.models import Invitee, Meeting, MeetingState
from arena.meetings.queries.inviting import list_proposals


def list_called_ahead() -> Sequence[int]:
    """Return the numbers of the meetings that are called and still to come."""
    return db.session.scalars(
        select(Meeting.id)
        .join(Meeting.event)
        .where(Meeting.state == MeetingState.CALLED, Event.starts_at > clock.now())
        .order_by(Meeting.id)
    ).all()


def list_gone(meeting: Meeting) -> list[Invitee]:
    """Return those who were invited as the network's people, and are not among them today.

    Guests stay, who were invited for their own sake.
    """
    present = {proposal.key for proposal in list_proposals(meeting.network)}
    return [
        invitee
        for invitee in meeting.invitees
        if not invitee.is_guest
        and invitee.asked_sequence is not None
        and invitee.person_id not in present
    ]
