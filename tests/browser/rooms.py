"""The scene's rooms: some to book, and bookings in each state that has a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND, Actor
from arena.directory.models import Organisation, Person
from arena.directory.services import PersonFacts, add_person
from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.models import RoomBooking, ServiceKind
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import cancel_booking
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.series import book_series
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_resource
from tests.meeting_place.rooms import DAY, facts

LONG = "Samråd om energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"


@dataclass(frozen=True)
class Rooms:
    """What pages about rooms are shown with, by number."""

    rooms: list[int]
    bookings: dict[str, int]
    order_id: int


def build_rooms() -> Rooms:
    """Lend out three rooms, and book them."""
    alice, petra = _user("alice"), _user("petra")
    with db.transaction():
        office, half, headsets = (
            make_resource("OFFICE", capacity=25, setup_minutes=15),
            make_resource("HALF", capacity=10),
            make_resource("HEAD", "equipment", units=12),
        )
        terms = RoomTerms(
            features=["screen", "hearing_loop"],
            is_for_partners=True,
            layouts={"boardroom": 16, "theatre": 25},
            part_ids=[half.id],
            release_minutes=20,
        )
        set_room_terms(office, terms, by=COMMAND)
        set_room_terms(half, RoomTerms(layouts={"boardroom": 10}), by=COMMAND)
        desk = Desk(kind=ServiceKind.CATERING, responsible_id=alice.id, lead_working_days=2)
        set_desks([desk], by=COMMAND)
        set_quota(None, 1200, by=COMMAND)
        partner = Booker(petra, _link(petra))
    with db.transaction():
        by = Actor.user(alice.id)
        wishes = {"wishes": "Blommor.", "orders": {"catering": "Kaffe till tolv."}}
        confirmed = book_room(
            facts(office, title=LONG, equipment={headsets.id: 2}, **wishes), Booker(alice), by=by
        )
        requested = book_room(facts(office, 13), partner, by=Actor.user(petra.id))
        cancelled = book_room(facts(half, 15, head_count=8), Booker(alice), by=by)
        cancel_booking(cancelled, words="Alla är sjuka.", by=by)
        weekly = Rule(frequency=Frequency.WEEKLY, weekdays=(DAY.weekday(),), count=3)
        series = book_series(facts(half, 16, head_count=8), weekly, {}, Booker(alice), by=by)
        asked = book_series(facts(office, 15), weekly, {}, partner, by=Actor.user(petra.id))
    made: dict[str, RoomBooking] = {
        "confirmed": confirmed,
        "requested": requested,
        "cancelled": cancelled,
        "series": series.bookings[0],
        "asked": asked.bookings[1],
    }
    return Rooms(
        rooms=[office.id, half.id],
        bookings={name: booking.id for name, booking in made.items()},
        order_id=confirmed.orders[0].id,
    )


def _user(name: str) -> User:
    return db.session.scalars(select(User).where(User.email == f"{name}@arena.example")).one()


def _link(partner: User) -> Organisation:
    """Let the partner's account stand for the organisation of the scene."""
    organisation = db.session.scalars(select(Organisation)).first()
    assert organisation is not None
    person = add_person(
        PersonFacts(partner.name, partner.email),
        organisation,
        title="Projektledare",
        starts_on=date(2026, 1, 1),
        by=COMMAND,
    )
    assert isinstance(person, Person)
    person.user_id = partner.id
    return organisation
