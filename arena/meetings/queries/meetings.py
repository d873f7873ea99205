"""Meetings: one, and lists of them for whoever may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import Person
from arena.errors import NotFound
from arena.events.models import Audience, Event
from arena.meetings.models import Invitee, Meeting, MeetingState
from arena.networks.models import Network
from arena.resources.models import Resource


class Which(StrEnum):
    """Which meetings a list shows."""

    AHEAD = "ahead"
    PAST = "past"
    OFF = "off"


def get_meeting(meeting_id: int) -> Meeting:
    """Return a meeting with its event and network, or raise `NotFound`."""
    meeting = db.session.scalar(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(
            joinedload(Meeting.event),
            joinedload(Meeting.network).joinedload(Network.parent),
            joinedload(Meeting.organiser),
            joinedload(Meeting.room).joinedload(Resource.host),
        )
    )
    if meeting is None:
        raise NotFound
    return meeting


def find_public_meeting(meeting_id: int) -> Meeting | None:
    """Return a meeting that is open to everybody; None for any other, as if it were not there."""
    return db.session.scalar(
        select(Meeting)
        .join(Meeting.event)
        .join(Meeting.network)
        .where(Meeting.id == meeting_id, Event.audience == Audience.PUBLIC, Network.is_public)
        .options(
            contains_eager(Meeting.event), contains_eager(Meeting.network), joinedload(Meeting.room)
        )
    )


def find_meeting_of(event_id: int) -> Meeting | None:
    """Return the meeting of an event."""
    return db.session.scalar(select(Meeting).where(Meeting.event_id == event_id))


def list_meetings(
    which: Which,
    *,
    network_ids: Collection[int] | None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[Sequence[Meeting], int]:
    """Return one page of the meetings of some networks, or of all, and how many there are.

    Those ahead the next first, the others the latest first.
    """
    query = select(Meeting).join(Meeting.event).where(_is(which))
    if network_ids is not None:
        query = query.where(Meeting.network_id.in_(network_ids))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = Event.starts_at if which is Which.AHEAD else Event.starts_at.desc()
    rows = db.session.scalars(
        _with_parts(query).order_by(order, Meeting.id).limit(limit).offset(offset)
    ).all()
    return rows, total


def list_public_meetings(network: Network, *, limit: int) -> Sequence[Meeting]:
    """Return the meetings of a network to come that are open to everybody, the next first."""
    query = (
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.network_id == network.id,
            Event.audience == Audience.PUBLIC,
            Event.ends_at > clock.now(),
        )
    )
    return db.session.scalars(
        _with_parts(query).order_by(Event.starts_at, Meeting.id).limit(limit)
    ).all()


def find_meetings(text: str, *, limit: int) -> tuple[Sequence[Meeting], int]:
    """Return meetings whose name, or whose network's, holds a text, the latest first; and all."""
    spellings = dict.fromkeys((text, text.lower(), text.upper(), text.capitalize()))
    names = (Event.title_sv, Event.title_en, Network.name_sv, Network.name_en)
    query = (
        select(Meeting)
        .join(Meeting.event)
        .join(Meeting.network)
        .where(
            or_(*(name.icontains(each, autoescape=True) for name in names for each in spellings))
        )
    )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = query.options(contains_eager(Meeting.event), contains_eager(Meeting.network))
    return db.session.scalars(
        found.order_by(Event.starts_at.desc(), Meeting.id).limit(limit)
    ).all(), total


def list_series(meeting: Meeting) -> Sequence[Meeting]:
    """Return all meetings of a meeting's series, in order of time; none for a single one."""
    if meeting.series_id is None:
        return ()
    query = select(Meeting).join(Meeting.event).where(Meeting.series_id == meeting.series_id)
    return db.session.scalars(_with_parts(query).order_by(Event.starts_at, Meeting.id)).all()


def map_meetings(event_ids: Collection[int]) -> Mapping[int, int]:
    """Return the numbers of the meetings of some events."""
    rows = db.session.execute(
        select(Meeting.event_id, Meeting.id).where(Meeting.event_id.in_(event_ids))
    )
    return {row.event_id: row.id for row in rows}


def is_invited(meeting: Meeting, user: User) -> bool:
    """Tell whether somebody who is signed in is invited to a meeting."""
    return find_invitee_of(meeting, user) is not None


def find_invitee_of(meeting: Meeting, user: User) -> Invitee | None:
    """Return the invitation of somebody who is signed in, once it has gone out."""
    if not user.is_open:
        return None
    return db.session.scalar(
        select(Invitee)
        .join(Invitee.person)
        .where(
            Invitee.meeting_id == meeting.id,
            Person.user_id == user.id,
            Invitee.asked_sequence.is_not(None),
        )
    )


def _is(which: Which) -> ColumnElement[bool]:
    if which is Which.OFF:
        return Meeting.state == MeetingState.CANCELLED
    is_ahead = Event.ends_at > clock.now()
    time = is_ahead if which is Which.AHEAD else ~is_ahead
    return (Meeting.state != MeetingState.CANCELLED) & time


def _with_parts(query: Select[Any]) -> Select[Any]:
    return query.options(
        contains_eager(Meeting.event),
        joinedload(Meeting.network),
        joinedload(Meeting.room).joinedload(Resource.host),
    )
