"""Room bookings for tests of the board, as they stand in the tables."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import COMMAND
from arena.meeting_place.models import ROOM_BOOKING, BookingState, RoomBooking
from arena.resources.models import Resource
from arena.resources.services import Use
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_user


def book_room(
    room: Resource, starts_at: datetime, hours: float = 1, **facts: object
) -> RoomBooking:
    """Book a room for a meeting of four, settled."""
    ends_at = starts_at + timedelta(hours=hours)
    with db.transaction():
        person = db.session.scalars(select(User)).first() or make_user()
        event = schedule(
            event_facts(starts_at, ends_at, kind=ROOM_BOOKING, title_sv="Möte", title_en="Meeting"),
            uses=[Use(resource_id=room.id, starts_at=starts_at, ends_at=ends_at)],
            by=COMMAND,
        )
        values: dict[str, object] = {
            "event_id": event.id,
            "room_id": room.id,
            "title": "Möte",
            "head_count": 4,
            "state": BookingState.CONFIRMED,
            "booked_by_id": person.id,
            "created_at": clock.now(),
            "updated_at": clock.now(),
        }
        booking = RoomBooking(**(values | facts))
        db.session.add(booking)
    return booking
