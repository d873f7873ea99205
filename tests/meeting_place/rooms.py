"""A house of rooms, and people who book them, as tests of rooms begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from arena import db
from arena.accounts.models import Role, User
from arena.audit.models import COMMAND, Actor
from arena.directory.models import Organisation, OrganisationType
from arena.directory.services import OrganisationFacts, PersonFacts, add_person, create_organisation
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.messages.models import Message
from arena.resources.models import Resource
from arena.resources.services import Hours, Period, RoomTerms, set_opening_hours, set_room_terms
from tests.cast import make_resource, make_user
from tests.visits.bookings import at

DAY = date(2026, 12, 3)  # A Thursday in week 49.
OPEN = [Hours(day, time(8), time(18)) for day in range(5)]


@dataclass(frozen=True)
class House:
    """A hall with two halves, an office, and things to borrow."""

    hall: Resource
    east: Resource
    west: Resource
    office: Resource
    headsets: Resource

    @property
    def rooms(self) -> Sequence[Resource]:
        """The rooms, without equipment."""
        return (self.hall, self.east, self.west, self.office)


def build_house() -> House:
    """Build the house; call it in a transaction."""
    hall = _room("HALL", 40, "Hall", "The hall", setup_minutes=15, clearup_minutes=15)
    east, west = _room("EAST", 20, "Östra", "East"), _room("WEST", 20, "Västra", "West")
    office = _room("OFFICE", 25, "Kontoret", "The office")
    headsets = make_resource("HEAD", "equipment", units=12)
    headsets.name_sv, headsets.name_en = "Hörlurar", "Headsets"
    _lend(hall, layouts={"theatre": 40, "boardroom": 16}, part_ids=[east.id, west.id])
    for half in (east, west):
        _lend(half, layouts={"theatre": 20})
    _lend(
        office,
        features=["screen", "hearing_loop"],
        is_for_partners=True,
        layouts={"boardroom": 25, "classroom": 18},
    )
    set_opening_hours(None, Period(date(2026, 1, 1)), OPEN, by=COMMAND)
    return House(hall, east, west, office, headsets)


def _room(code: str, capacity: int, sv: str, en: str, **facts: object) -> Resource:
    room = make_resource(code, capacity=capacity, **facts)
    room.name_sv, room.name_en = sv, en
    return room


def _lend(room: Resource, **terms: Any) -> None:
    set_room_terms(room, RoomTerms(**terms), by=COMMAND)


def make_partner(
    name: str = "Petra Pål", organisation: Organisation | None = None, language: str = "sv"
) -> Booker:
    """Add a partner's account, and what it stands for."""
    user = make_user(name, Role.PARTNER, language)
    facts = OrganisationFacts("Norrskär Energi AB", OrganisationType.UTILITY, "SE", "", "n.example")
    body = organisation or create_organisation(facts, by=COMMAND)
    person = add_person(
        PersonFacts(name, user.email),
        body,
        title="Projektledare",
        starts_on=date(2026, 1, 1),
        by=COMMAND,
    )
    person.user_id = user.id
    db.session.flush()
    return Booker(user, body)


def facts(room: Resource, hour: int = 10, minutes: int = 60, **more: Any) -> BookingFacts:
    """Return a meeting of twelve."""
    day = more.pop("day", DAY)
    starts_at: datetime = more.pop("starts_at", at(day, hour))
    values: dict[str, Any] = {
        "room_id": room.id,
        "starts_at": starts_at,
        "ends_at": at(day, hour + minutes // 60, minutes % 60),
        "title": "Ledningsgrupp",
        "head_count": 12,
    }
    return BookingFacts(**(values | more))


def booked(room: Resource, booker: Booker | User, hour: int = 10, **more: Any) -> RoomBooking:
    """Return a booking that was made in a transaction of its own."""
    who = booker if isinstance(booker, Booker) else Booker(booker)
    with db.transaction():
        return book_room(facts(room, hour, **more), who, by=Actor.user(who.user.id))


def mail(template: str) -> Message:
    """Return the newest mail of a kind."""
    db.session.rollback()  # The browser's requests have sessions of their own.
    found = db.session.scalars(
        select(Message)
        .where(Message.template == f"meeting_place/{template}")
        .order_by(Message.id.desc())
    ).first()
    assert found is not None, f"No mail {template}"
    return found
