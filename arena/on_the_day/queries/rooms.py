"""Who has the rooms today, for staff: whom to expect, who has come, what was given back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.events.models import Event
from arena.meeting_place.models import BookingState, RoomBooking
from arena.resources.models import Resource
from arena.resources.rules.hours import day_span

_SHOWN = (BookingState.CONFIRMED, BookingState.RELEASED)


def list_rooms_today() -> Sequence[RoomBooking]:
    """Return today's bookings that hold their room or gave it back, in order of time."""
    starts_at, ends_at = day_span(clock.today(), clock.zone())
    return db.session.scalars(
        select(RoomBooking)
        .join(RoomBooking.event)
        .options(
            contains_eager(RoomBooking.event),
            joinedload(RoomBooking.room).joinedload(Resource.host),
            joinedload(RoomBooking.booked_by),
            joinedload(RoomBooking.organisation),
        )
        .where(RoomBooking.state.in_(_SHOWN), Event.starts_at < ends_at, Event.ends_at > starts_at)
        .order_by(Event.starts_at, RoomBooking.id)
    ).all()
