"""What other packages ask of events in their own queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, select

from arena import db
from arena.events.ical.entry import Language
from arena.events.ical.facts import Detail
from arena.events.models import HOST, Attendee, Event, EventFragment


def hosted_by(user_id: int) -> ColumnElement[bool]:
    """Return the condition that a user is one of the hosts of an `Event`."""
    return Event.attendees.any((Attendee.user_id == user_id) & (Attendee.role == HOST))


def list_entries_of(
    event_ids: Collection[int], *, language: Language, detail: Detail
) -> Sequence[bytes]:
    """Return the entries of some events as feeds have them, by start, then UID."""
    return db.session.scalars(
        select(EventFragment.body)
        .join(Event, Event.id == EventFragment.event_id)
        .where(
            Event.id.in_(event_ids),
            EventFragment.language == language,
            EventFragment.detail == detail,
        )
        .order_by(Event.starts_at, Event.uid)
    ).all()
