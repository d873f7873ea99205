"""What becomes of meetings when their network changes: who leaves, closes, or ends it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select

from arena import clock, db
from arena.audit.models import WORKER
from arena.events.models import Audience, Event
from arena.events.services import change_event
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.queries.leaving import list_gone
from arena.meetings.services.calling import uninvite
from arena.meetings.services.changing import cancel_meeting
from arena.meetings.services.planning import is_openly_known
from arena.networks.models import Network


def note_changed(network_id: int, **_: Any) -> None:
    """Listen: see to a network's meetings before the act on it is kept."""
    db.before_commit(settle, network_id)


def settle(network_ids: Collection[int]) -> None:
    """Bring the meetings of some networks, and of their groups, in step with them.

    Those of a network that has ended are called off; of one that is closed by now none is open to
    everybody any more; and who has left is asked no more.
    """
    family = or_(Network.id.in_(network_ids), Network.parent_id.in_(network_ids))
    for network in db.session.scalars(select(Network).where(family).order_by(Network.id)).all():
        if not is_openly_known(network):
            _hide(network)
        has_ended = network.ended_on is not None and network.ended_on <= clock.today()
        for meeting in _list_ahead(network):
            if has_ended:
                cancel_meeting(meeting, by=WORKER)
            elif meeting.state == MeetingState.CALLED:
                follow(meeting)


def follow(meeting: Meeting) -> None:
    """Take those off a meeting's list who have left its network."""
    gone = list_gone(meeting)
    if gone:
        uninvite(meeting, gone, has_left=True, by=WORKER)


def _list_ahead(network: Network) -> Sequence[Meeting]:
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.network_id == network.id,
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.CALLED)),
            Event.starts_at > clock.now(),
        )
        .order_by(Meeting.id)
    ).all()


def _hide(network: Network) -> None:
    events = db.session.scalars(
        select(Event)
        .join(Meeting, Meeting.event_id == Event.id)
        .where(Meeting.network_id == network.id, Event.audience == Audience.PUBLIC)
    ).all()
    for event in events:
        change_event(event, audience=Audience.STAFF)
