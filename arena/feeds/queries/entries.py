"""Reading the entries of feeds: fragments joined with events, in one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_, select, true

from arena import clock, db
from arena.events.models import (
    PARTICIPANT,
    Attendee,
    Audience,
    CalendarVersion,
    Event,
    EventFragment,
    EventStatus,
)
from arena.events.rules import cancelled_shown_from, midnight, window
from arena.feeds.selection import Reach, Selection
from arena.meeting_place.models import RoomBooking
from arena.meetings.models import Meeting

MOST_ENTRIES = 2000
_VERSION = select(CalendarVersion.version)
VERSION_STATEMENT = str(_VERSION)  # Without parameters, so it is the same to every database.
_STATE = select(CalendarVersion.version, CalendarVersion.changed_at)


def read_version() -> int:
    """Return the number that rises whenever any event changes; 0 before the first.

    Asked at every fetch, so it takes a connection without a session around it.
    """
    with db.engine().connect() as connection:
        return connection.scalar(_VERSION) or 0


def read_state() -> tuple[int, datetime | None]:
    """Return that number, and when it last rose."""
    row = db.session.execute(_STATE).one_or_none()
    return (row.version, row.changed_at) if row else (0, None)


def list_fragments(selection: Selection, today: date) -> list[bytes]:
    """Return the rendered entries of a feed on the day `today`, by start, then UID.

    Of more than 2,000 the nearest ones: those to come first, then the latest of those that were.
    """
    now_on = midnight(today, clock.zone())
    is_past = Event.ends_at <= now_on
    rows = db.session.execute(
        select(Event.starts_at, Event.uid, EventFragment.body)
        .join(EventFragment, EventFragment.event_id == Event.id)
        .where(
            EventFragment.language == selection.language,
            EventFragment.detail == _detail(selection),
            _is_reached(selection),
            *_is_in_window(selection, today),
        )
        .order_by(
            is_past,
            case((is_past, None), else_=Event.starts_at),
            Event.starts_at.desc(),
            Event.uid,
        )
        .limit(MOST_ENTRIES)
    ).all()
    return [row.body for row in sorted(rows, key=lambda row: (row.starts_at, row.uid))]


def _is_in_window(selection: Selection, today: date) -> list[ColumnElement[bool]]:
    zone = clock.zone()
    shown = window(today, zone)
    takes_place = Event.status != EventStatus.CANCELLED
    if selection.with_cancelled:
        recent = Event.ends_at > cancelled_shown_from(today, zone)
        takes_place = or_(takes_place, recent)
    return [Event.ends_at > shown.starts_at, Event.starts_at < shown.ends_at, takes_place]


def _is_reached(selection: Selection) -> ColumnElement[bool]:
    if selection.reach in (Reach.NETWORK, Reach.ORGANISATION):
        return _is_theirs(selection)
    if selection.reach is Reach.ALL:
        return true()
    if selection.reach is Reach.MINE:
        return _is_own(selection)
    is_public = Event.audience == Audience.PUBLIC
    if selection.network_ids:
        return is_public & _is_theirs(selection)
    return is_public if selection.user_id is None else or_(is_public, _is_own(selection))


def _is_theirs(selection: Selection) -> ColumnElement[bool]:
    """Return the condition that an event is a meeting of the networks, or the organisation's."""
    met = Event.id.in_(
        select(Meeting.event_id).where(Meeting.network_id.in_(selection.network_ids))
    )
    if selection.organisation_id is None:
        return met
    booked = select(RoomBooking.event_id).where(
        RoomBooking.organisation_id == selection.organisation_id
    )
    return or_(met, Event.id.in_(booked))


def _detail(selection: Selection) -> Any:
    """Return the detail of each event's entry: the notes that the person may read."""
    usual = literal("staff" if selection.notes == "all" else "public")
    if selection.user_id is None:
        return usual
    is_invited = (Event.invitee_note != "") & _takes_part(selection, PARTICIPANT)
    ways: list[tuple[ColumnElement[bool], Any]] = [(is_invited, literal("invited"))]
    if selection.notes == "own":
        ways.append((_is_own(selection), literal("staff")))
    return case(*ways, else_=usual)


def _is_own(selection: Selection) -> ColumnElement[bool]:
    return _takes_part(selection)


def _takes_part(selection: Selection, role: str | None = None) -> ColumnElement[bool]:
    """Return the condition that the person takes part in an event, in some role or in any."""
    own = and_(Attendee.event_id == Event.id, Attendee.user_id == selection.user_id)
    if role is not None:
        own = and_(own, Attendee.role == role)
    return select(Attendee.id).where(own).exists()
