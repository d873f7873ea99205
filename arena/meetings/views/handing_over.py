"""The meetings that somebody has planned, for the page that closes their account."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from arena import clock, db
from arena.accounts import leaving
from arena.accounts.models import User
from arena.events.models import Event
from arena.meetings.models import Meeting, MeetingState
from arena.web import filters
from arena.web.languages import localized


def meetings_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the meetings to come that somebody has planned; None for none."""
    meetings = db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.organiser_id == user.id,
            Meeting.state != MeetingState.CANCELLED,
            Event.starts_at > clock.now(),
        )
        .options(contains_eager(Meeting.event))
        .order_by(Event.starts_at)
    ).all()
    if not meetings:
        return None
    return leaving.Duties(
        heading=_("Meetings that they have planned"),
        advice=_("Chairs and coordinators see to them from now on. Nothing need be moved."),
        lines=[
            leaving.Duty(
                localized(meeting.event, "title"),
                url_for("meetings.show", meeting_id=meeting.id),
                filters.moment(meeting.event.starts_at),
            )
            for meeting in meetings
        ],
    )
