"""Who has come to a room, who still may, and which rooms are to be given back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.events.models import Event
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.rules.arriving import EARLY, is_forfeited, opens_at, release_at
from arena.resources.models import Resource, RoomProfile

MOST = 5
TOLD_WITHIN = timedelta(days=1)


class Arrival(StrEnum):
    """What can be said of people coming to a booking now."""

    CHECK_IN = "check_in"  # They may say that they are here.
    COUNT = "count"  # It may be said how many they are, or were.


def arrival_of(booking: RoomBooking) -> Arrival | None:
    """Return what can be said of a booking now; None for one to come, and one that is off."""
    now = clock.now()
    if booking.state != BookingState.CONFIRMED or now < opens_at(booking.event.starts_at):
        return None
    is_to_come = booking.arrived_at is None and now < booking.event.ends_at
    return Arrival.CHECK_IN if is_to_come else Arrival.COUNT


def release_of(booking: RoomBooking) -> datetime | None:
    """Return when a booking's room is given back unless somebody comes; None where it never is."""
    event, terms = booking.event, booking.room.room
    minutes = None if terms is None else terms.release_minutes
    return release_at(event.starts_at, event.ends_at, minutes, held_since=booking.held_since)


def list_arrivals(
    *, of: User | None = None, organisation_ids: Collection[int] | None = None
) -> Sequence[RoomBooking]:
    """Return somebody's bookings, or organisations', that people come to now, the first first.

    And those that ended within a day of which nobody has said how many came.
    """
    now = clock.now()
    query = (
        select(RoomBooking)
        .join(RoomBooking.event)
        .options(
            contains_eager(RoomBooking.event),
            joinedload(RoomBooking.room).joinedload(Resource.host),
        )
        .where(
            RoomBooking.state == BookingState.CONFIRMED,
            RoomBooking.arrived_count.is_(None),
            Event.starts_at <= now + EARLY,
            Event.ends_at > now - TOLD_WITHIN,
        )
        .order_by(Event.starts_at, RoomBooking.id)
        .limit(MOST)
    )
    if of is not None:
        query = query.where(RoomBooking.booked_by_id == of.id)
    if organisation_ids is not None:
        query = query.where(RoomBooking.organisation_id.in_(organisation_ids))
    return db.session.scalars(query).all()


def list_forfeited() -> Sequence[int]:
    """Return the ids of bookings whose room is to be given back, the first to begin first."""
    now = clock.now()
    rows = db.session.execute(
        select(
            RoomBooking.id,
            Event.starts_at,
            Event.ends_at,
            RoomProfile.release_minutes,
            RoomBooking.held_since,
        )
        .join(RoomBooking.event)
        .join(RoomProfile, RoomProfile.resource_id == RoomBooking.room_id)
        .where(
            RoomBooking.state == BookingState.CONFIRMED,
            RoomBooking.arrived_at.is_(None),
            RoomProfile.release_minutes.is_not(None),
            Event.starts_at <= now,
            Event.ends_at > now,
        )
        .order_by(Event.starts_at, RoomBooking.id)
    ).all()
    return [
        booking_id
        for booking_id, starts_at, ends_at, minutes, held_since in rows
        if is_forfeited(starts_at, ends_at, minutes, held_since=held_since, now=now)
    ]
