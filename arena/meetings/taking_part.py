"""The meetings that people and organisations were invited to, for the directory's history.

Who was there, or said that they would come: whoever was only asked took no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.accounts.policy import is_staff
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.events.models import Event
from arena.meetings.models import Answer, Attendance, Invitee, Meeting, MeetingState
from arena.meetings.words import meeting_state
from arena.web.languages import localized


def _of_organisation(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    return _entries(Invitee.organisation_id == organisation.id, reader)


def _of_person(person: Person, reader: Any) -> Sequence[Entry]:
    return _entries(Invitee.person_id == person.id, reader)


def _entries(whose: ColumnElement[bool], reader: Any) -> Sequence[Entry]:
    """Return entries for staff: others find their meetings on their own pages."""
    if not is_staff(reader):
        return ()
    meetings = db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(Meeting.id.in_(select(Invitee.meeting_id).where(whose, _took_part(Meeting))))
        .options(contains_eager(Meeting.event), joinedload(Meeting.network))
        .order_by(Event.starts_at.desc())
    ).all()
    return [
        Entry(
            clock.date_of(meeting.event.starts_at),
            localized(meeting.event, "title"),
            url_for("meetings.show", meeting_id=meeting.id),
            localized(meeting.network, "name"),
            meeting_state(meeting),
        )
        for meeting in meetings
    ]


def _took_part(meeting: Any) -> ColumnElement[bool]:
    """Return the condition that an `Invitee` was there, or means to come to what is ahead."""
    said_yes = and_(
        Invitee.attendance.is_(None),
        Invitee.answer == Answer.ACCEPTED,
        Invitee.answered_sequence >= Meeting.time_sequence,
    )
    return or_(Invitee.attendance.in_((Attendance.PRESENT, Attendance.REMOTE)), said_yes)


def _since(column: Any, day: date) -> Select[Any]:
    starts_at = datetime.combine(day, time.min, tzinfo=clock.zone())
    return (
        select(column)
        .join(Invitee.meeting)
        .join(Meeting.event)
        .where(
            Event.starts_at >= starts_at,
            Meeting.state != MeetingState.CANCELLED,
            column.is_not(None),
            _took_part(Meeting),
        )
    )


MEETINGS = Source(
    "meetings",
    _l("Meetings"),
    of_organisation=_of_organisation,
    of_person=_of_person,
    organisations_since=lambda day: _since(Invitee.organisation_id, day),
    people_since=lambda day: _since(Invitee.person_id, day),
)
