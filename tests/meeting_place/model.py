"""What can be had in the house, worked out in another way: by looking at every booking."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.queries.house import read_house
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.services.facts import BookingFacts
from arena.resources.models import Resource
from arena.resources.queries import seconds
from tests.meeting_place.rooms import DAY

DAYS = 4
PARTS = {"HALL": {"HALL", "EAST", "WEST"}}
Closed = Collection[tuple[str, date]]  # A room, or "" for the whole house, and a day.


def bookings() -> list[RoomBooking]:
    """Return every booking there ever was."""
    return list(db.session.scalars(select(RoomBooking).order_by(RoomBooking.id)))


def pick(which: int) -> RoomBooking:
    """Return one of them all, by any number."""
    found = bookings()
    return found[which % len(found)]


def on_day(day: date, facts: BookingFacts) -> BookingFacts:
    """Return the same at the same time of another day: between them, clocks do not change."""
    away = day - clock.date_of(facts.starts_at)
    return replace(facts, starts_at=facts.starts_at + away, ends_at=facts.ends_at + away)


def spaces(code: str) -> set[str]:
    """Return the rooms that a room takes up."""
    return PARTS.get(code, {code})


def margins(room: Resource) -> tuple[timedelta, timedelta]:
    """Return how long a room is made ready before, and tidied after."""
    return timedelta(minutes=room.setup_minutes), timedelta(minutes=room.clearup_minutes)


def around(booking: RoomBooking) -> tuple[datetime, datetime]:
    """Return when a booking keeps others out."""
    setup, clearup = margins(booking.room)
    return booking.event.starts_at - setup, booking.event.ends_at + clearup


def is_closed(code: str, day: date, closed: Closed) -> bool:
    """Tell whether a room, a part of it, or the house is closed on a day."""
    return any((each, day) in closed for each in spaces(code) | {""})


def could_have(facts: BookingFacts, closed: Closed, ignored: Collection[RoomBooking] = ()) -> bool:
    """Tell whether staff could book that; of equipment a booking takes more than half, or none."""
    room = db.session.get_one(Resource, facts.room_id)
    setup, clearup = margins(room)
    others = [each for each in bookings() if each.state in HOLDING and each not in ignored]
    for each in others:
        starts_at, ends_at = around(each)
        if (
            spaces(each.room.code) & spaces(room.code)
            and starts_at < facts.ends_at + clearup
            and facts.starts_at - setup < ends_at
        ):
            return False
        event = each.event
        meets = event.starts_at < facts.ends_at and facts.starts_at < event.ends_at
        if meets and facts.equipment and equipment_of(each):
            return False
    return not is_closed(room.code, clock.date_of(facts.starts_at), closed)


def is_free(room_id: int, starts_at: datetime, ends_at: datetime) -> bool:
    """Tell what the house says that staff could have."""
    house = read_house(
        starts_on=DAY - timedelta(days=1), ends_on=DAY + timedelta(days=DAYS + 1), is_partner=False
    )
    return house.is_free(room_id, seconds(starts_at), seconds(ends_at))
