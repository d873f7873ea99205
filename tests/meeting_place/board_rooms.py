"""Rooms that are lent out, and bookings of them, for tests of the board."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND, Actor
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.services.booking import book_room as book
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.resources.models import Resource
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_resource, make_user


def make_room(code: str = "R1", **facts: Any) -> Resource:
    """Add a room that is lent out, to be called in a transaction."""
    parts = facts.pop("part_ids", [])
    room = make_resource(code, **facts)
    set_room_terms(room, RoomTerms(part_ids=parts), by=COMMAND)
    return room


def book_room(room: Resource, starts_at: datetime, hours: float = 1, **facts: Any) -> RoomBooking:
    """Book a room for a meeting of four."""
    values: dict[str, Any] = {
        "room_id": room.id,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=hours),
        "title": "Ledningsgrupp",
        "head_count": 4,
    }
    with db.transaction():
        person = db.session.scalars(select(User).order_by(User.id)).first() or make_user()
        return book(BookingFacts(**(values | facts)), Booker(person), by=Actor.user(person.id))
