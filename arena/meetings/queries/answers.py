"""Who comes to a meeting, as far as they have said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db, tokens
from arena.errors import NotFound
from arena.meetings.models import Answer, Invitee, Meeting
from arena.meetings.queries.expecting import seats_of
from arena.meetings.rules.answering import current


@dataclass(frozen=True)
class Coming:
    """How many have said what about the time that holds."""

    invited: int = 0
    in_room: int = 0
    by_link: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0

    @property
    def yes(self) -> int:
        """How many come, in the room or by link."""
        return self.in_room + self.by_link


def list_invitees(meeting: Meeting) -> Sequence[Invitee]:
    """Return who is invited, by name, with whom they stand for."""
    return db.session.scalars(
        select(Invitee)
        .where(Invitee.meeting_id == meeting.id, Invitee.asked_sequence.is_not(None))
        .options(joinedload(Invitee.organisation), joinedload(Invitee.person))
        .order_by(Invitee.name, Invitee.id)
    ).all()


def get_invitee(meeting: Meeting, invitee_id: int) -> Invitee:
    """Return somebody who is invited to a meeting, or raise `NotFound`."""
    invitee = db.session.get(Invitee, invitee_id)
    if invitee is None or invitee.meeting_id != meeting.id or invitee.asked_sequence is None:
        raise NotFound
    return invitee


def find_by_token(token: str) -> Invitee | None:
    """Return whose mailed link it is."""
    return db.session.scalar(
        select(Invitee)
        .join(Invitee.meeting)
        .where(Invitee.token_hash == tokens.digest(token))
        .options(
            contains_eager(Invitee.meeting).joinedload(Meeting.event),
            contains_eager(Invitee.meeting).joinedload(Meeting.network),
        )
    )


def find_by_address(event_id: int, address: str) -> Invitee | None:
    """Return who is invited to an event at an address in small letters."""
    return db.session.scalar(
        select(Invitee)
        .join(Invitee.meeting)
        .where(Meeting.event_id == event_id, func.lower(Invitee.email) == address)
    )


def answer_of(invitee: Invitee) -> str:
    """Return what somebody says of the meeting as it is now."""
    return current(invitee.answer, invitee.answered_sequence, invitee.meeting.time_sequence)


def is_about_earlier(invitee: Invitee) -> bool:
    """Tell whether somebody has answered, but about a time that holds no more."""
    return (
        invitee.answered_sequence is not None
        and invitee.answered_sequence < invitee.meeting.time_sequence
    )


def count_coming(meeting_ids: Collection[int]) -> Mapping[int, Coming]:
    """Return how many come to each of some meetings, in one query."""
    counted = select(
        Invitee.meeting_id,
        func.count(),
        _count(_says(Answer.ACCEPTED) & ~Invitee.is_remote),
        _count(_says(Answer.ACCEPTED) & Invitee.is_remote),
        _count(_says(Answer.TENTATIVE)),
        _count(_says(Answer.DECLINED)),
        _count(is_silent()),
    )
    rows = db.session.execute(
        counted.join(Invitee.meeting)
        .where(Invitee.meeting_id.in_(meeting_ids), Invitee.asked_sequence.is_not(None))
        .group_by(Invitee.meeting_id)
    )
    return {meeting_id: Coming(*counts) for meeting_id, *counts in rows}


def coming_to(meeting: Meeting) -> Coming:
    """Return how many come to one meeting."""
    return count_coming([meeting.id]).get(meeting.id, Coming())


def lacking_seats(meeting: Meeting, coming: Coming) -> int:
    """Return how many of those who come find no seat in the room; 0 where it is large enough."""
    if meeting.room is None:
        return 0
    seats = seats_of(meeting.room)
    return 0 if seats is None else max(0, coming.in_room - seats)


def is_silent() -> ColumnElement[bool]:
    """Return the condition that an `Invitee` has not answered about the `Meeting`'s own time."""
    answered = and_(
        Invitee.answered_sequence.is_not(None),
        Invitee.answered_sequence >= Meeting.time_sequence,
        Invitee.answer != Answer.NEEDS_ACTION,
    )
    return ~answered


def _says(answer: Answer) -> ColumnElement[bool]:
    return and_(
        Invitee.answer == answer,
        Invitee.answered_sequence.is_not(None),
        Invitee.answered_sequence >= Meeting.time_sequence,
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    counted: ColumnElement[int] = func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
    return counted
