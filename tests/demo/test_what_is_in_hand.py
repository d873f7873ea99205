"""What the demo has in hand: walks among hosts, and a room that closes when it is booked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.demo.closures import show_closure
from arena.demo.hosts import show_hosts
from arena.resources.models import Closure
from arena.scheduling.closing import Closing, list_met
from arena.visits.models import HostAsk, HostSwap
from arena.visits.services import schedule_walk
from tests.cast import make_host, make_offer, make_user
from tests.meeting_place.rooms import booked, build_house
from tests.visits.bookings import DAY, at, do


@pytest.fixture
def staff(app):
    with db.transaction():
        return make_user("Alice Alm")


def test_one_walk_is_asked_about_and_another_is_on_offer(staff):
    with db.transaction():
        for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult"):
            make_host(name)
        walking = make_offer("walk", is_open_walk=True, group_min=1)
    by = Actor.user(staff.id)
    facts = {"language": "sv", "seats": 5, "by": by}
    first, second = (
        do(schedule_walk, walking, starts_at=at(DAY + timedelta(days=7 * number), 14), **facts)
        for number in (0, 4)
    )
    show_hosts(by)
    db.session.rollback()
    assert [swap.event_id for swap in db.session.scalars(select(HostSwap))] == [first.event_id]
    assert [ask.event_id for ask in db.session.scalars(select(HostAsk))] == [second.event_id]


def test_a_room_closes_on_a_day_when_it_is_booked(staff):
    with db.transaction():
        house = build_house()
    booking = booked(house.office, staff, 10, day=DAY)
    show_closure(Actor.user(staff.id))
    db.session.rollback()
    closure = db.session.scalars(select(Closure)).one()
    assert [event.id for event in list_met(Closing.of(closure))] == [booking.event_id]


def test_an_arena_without_bookings_closes_nothing(staff):
    show_closure(Actor.user(staff.id))
    db.session.rollback()
    assert db.session.scalars(select(Closure)).all() == []
