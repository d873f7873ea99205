"""What is kept of people who booked rooms ends with its period, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import WORKER, Actor, AuditEntry
from arena.meeting_place.models import ServiceKind
from arena.meeting_place.services.arriving import check_in
from arena.meeting_place.services.changing import cancel_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.keeping import Desk, set_desks
from arena.meeting_place.services.serving import answer_order
from arena.messages.models import Message
from arena.retention import erase_expired
from tests.cast import make_user
from tests.meeting_place.rooms import DAY, booked, build_house, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)
AFTER = at(DAY, 12)
YEARS = timedelta(days=2 * 366)
BOOKER = ("Vi ringer Petras Bodil", "Hej Petra, välkomna")
ORDERS = ("Nötallergi: Bodil", "Bodil får eget fat")


@pytest.fixture
def petra(app):
    with db.transaction():
        return make_partner()


@pytest.fixture
def booking(petra):
    """A request that was approved, catered for and come to."""
    with db.transaction():
        house = build_house()
        bob = make_user("Bob Berg", language="sv")
        set_desks(
            [Desk(kind=ServiceKind.CATERING, responsible_id=bob.id, lead_working_days=3)], by=BY
        )
    booking = booked(house.office, petra, wishes=BOOKER[0], orders={"catering": ORDERS[0]})
    with db.transaction():
        approve(booking, words=BOOKER[1], by=BY)
    with db.transaction():
        answer_order(booking.orders[0], is_accepted=True, words=ORDERS[1], by=BY)
    with clock.travel(at(DAY, 10)), db.transaction():
        check_in(booking, count=11, by=BY)
    return booking


def erase(moment):
    with clock.travel(moment):
        erased = erase_expired()
    db.session.rollback()
    db.session.expire_all()
    return {name: erased[f"meeting_place.{name}"] for name in ("bookers", "orders")}


def everything():
    """Return all that the database holds beside accounts and the directory, as one text."""
    known = {"users", "people", "person_roles", "user_sessions", "sign_in_links"}
    tables = [table for table in db.Base.metadata.sorted_tables if table.name not in known]
    return repr([row for table in tables for row in db.session.execute(select(table)).all()])


def test_nothing_is_left_of_who_booked_two_years_after(booking, petra):
    marks = (*BOOKER, *ORDERS, petra.user.name, petra.user.email)
    assert [mark for mark in marks if mark not in everything()] == []
    assert erase(AFTER + YEARS) == {"bookers": 1, "orders": 1}
    assert [mark for mark in marks if mark in everything()] == []
    assert booking.event.attendees == []
    assert (booking.title, booking.head_count, booking.arrived_count) == ("Ledningsgrupp", 12, 11)


def test_what_was_ordered_is_kept_a_week(booking):
    assert erase(at(DAY + timedelta(days=7), 23)) == {"bookers": 0, "orders": 0}
    assert erase(at(DAY + timedelta(days=8), 1)) == {"bookers": 0, "orders": 1}
    left = everything()
    assert [mark for mark in ORDERS if mark in left] == []
    assert booking.wishes == BOOKER[0]
    told = select(Message.id).where(Message.template.like("meeting_place/order_%"))
    assert db.session.scalars(told).all() == []


def test_it_is_done_once_and_leaves_a_line_of_counts(booking):
    assert erase(AFTER + YEARS)["bookers"] == 1
    assert erase(AFTER + YEARS + timedelta(hours=2)) == {"bookers": 0, "orders": 0}
    wanted = select(AuditEntry).where(AuditEntry.action.like("meeting_place.erase%"))
    lines = {line.action: (line.actor, line.detail) for line in db.session.scalars(wanted)}
    assert lines == {
        "meeting_place.erase_bookers": (WORKER.label, {"bookings": 1}),
        "meeting_place.erase_orders": (WORKER.label, {"orders": 1}),
    }


def test_what_was_cancelled_is_erased_as_well(booking):
    with db.transaction():
        cancel_booking(booking, words="Hej Petra", by=BY)
    assert erase(AFTER + YEARS)["bookers"] == 1
    assert "Petra" not in everything()


def test_what_is_to_come_is_kept(booking):
    assert erase(at(DAY, 9)) == {"bookers": 0, "orders": 0}
