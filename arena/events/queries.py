"""What other packages ask of events in their own queries."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from arena.events.models import HOST, Attendee, Event


def hosted_by(user_id: int) -> ColumnElement[bool]:
    """Return the condition that a user is one of the hosts of an `Event`."""
    return Event.attendees.any((Attendee.user_id == user_id) & (Attendee.role == HOST))
