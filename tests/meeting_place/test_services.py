"""Catering and technology: what becomes of an order when its booking, or its desk, changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.meeting_place.jobs import lapse_requests, remind_of_orders
from arena.meeting_place.models import BookingState, ServiceKind
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.queries.quotas import read_quota
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    IsOver,
    NobodySeesToIt,
    TooLateToOrder,
)
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.keeping import Desk, set_desks
from arena.meeting_place.services.serving import answer_order
from arena.messages.models import Message
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_user, sign_in
from tests.meeting_place.rooms import DAY, booked, build_house, facts, make_partner
from tests.pages import values, words
from tests.visits.bookings import at

BY = Actor.user(1)
COFFEE = {"catering": "Kaffe till tolv."}
BOTH = {**COFFEE, "technology": "Kamera."}
DEADLINE = at(date(2026, 11, 30), 12)
LATE = DEADLINE + timedelta(hours=3)


@pytest.fixture
def house(app):
    with db.transaction():
        house = build_house()
        terms = RoomTerms(is_for_partners=True, needs_approval=False)
        for room in (house.east, house.west):
            set_room_terms(room, terms, by=BY)
        return house


@pytest.fixture
def bob(house):
    with db.transaction():
        return make_user("Bob Berg", Role.HOST, "en")


def see_to_all(user_id):
    desks = [Desk(kind=kind, responsible_id=user_id, lead_working_days=3) for kind in ServiceKind]
    set_desks(desks, by=BY)


@pytest.fixture
def alice(bob):
    with db.transaction():
        see_to_all(bob.id)
        return make_user(language="en")


@pytest.fixture
def petra(alice):
    with db.transaction():
        return make_partner(language="en")


def do(act, *arguments, **values_):
    with db.transaction():
        return act(*arguments, **values_)


def changed(booking, editor, room=None, hour=10, **more):
    wanted = facts(room or booking.room, hour, **more)
    do(change_booking, booking, wanted, is_partner=isinstance(editor, Booker), by=BY)


def vacate():
    with db.transaction():
        see_to_all(None)


def told(template):
    db.session.rollback()
    return db.session.scalars(
        select(Message).where(Message.template == f"meeting_place/{template}").order_by(Message.id)
    ).all()


def accepted(booking):
    for order in booking.orders:
        do(answer_order, order, is_accepted=True, by=BY)


def states(booking):
    return {order.kind: order.state for order in booking.orders}


def test_each_desk_s_answer_is_told(house, alice):
    booking = booked(house.office, alice, orders=BOTH)
    catering, technology = booking.orders
    do(answer_order, catering, is_accepted=True, by=BY)
    do(answer_order, technology, is_accepted=False, by=BY)
    assert [mail.params["order_id"] for mail in told("order_answered")] == [
        catering.id,
        technology.id,
    ]


def test_an_order_outlives_the_desk_that_nobody_sees_to_any_more(client, house, alice, bob):
    booking = booked(house.office, alice, orders=BOTH)
    accepted(booking)
    vacate()
    address = f"/staff/rooms/bookings/{booking.id}/change"
    typed = values(sign_in(client, alice).get(address))
    assert typed["catering"] == COFFEE["catering"]
    typed.setlist("title", ["Annat namn"])
    assert client.post(address, data=typed).status_code == 302
    db.session.rollback()
    db.session.expire_all()
    assert (booking.title, set(states(booking).values())) == ("Annat namn", {"accepted"})
    typed = values(client.get(address))
    typed.setlist("catering", [""])
    client.post(address, data=typed)
    db.session.rollback()
    db.session.expire_all()
    assert states(booking) == {"catering": "cancelled", "technology": "accepted"}
    assert "catering" not in values(client.get(address))
    with pytest.raises(NobodySeesToIt):
        changed(booking, alice, orders={"technology": "Två kameror."})


def test_a_booking_of_a_desk_that_nobody_sees_to_moves_and_those_who_plan_are_asked(
    house, alice, bob
):
    booking = booked(house.office, alice, orders=COFFEE)
    accepted(booking)
    vacate()
    with db.transaction():
        carol = make_user("Carol Carlsson", Role.COORDINATOR)
    changed(booking, alice, hour=13)
    assert (booking.orders[0].state, booking.orders[0].responsible) == ("asked", None)
    assert carol.email in {mail.recipient_email for mail in told("order_asked")}


def test_equipment_that_is_not_lent_any_more_stays_with_who_has_it(client, house, alice):
    booking = booked(house.office, alice, equipment={house.headsets.id: 3})
    with db.transaction():
        house.headsets.closed_at = clock.now()
    address = f"/staff/rooms/bookings/{booking.id}/change"
    page = sign_in(client, alice).get(address)
    assert "It is not lent any more. You may keep what you have, at the time you have." in words(
        page
    )
    typed = values(page)
    typed.setlist("title", ["Annat namn"])
    assert client.post(address, data=typed).status_code == 302
    db.session.rollback()
    db.session.expire_all()
    assert (booking.title, equipment_of(booking)) == ("Annat namn", {house.headsets.id: 3})
    assert "Headsets × 3" in words(client.get(f"/staff/rooms/bookings/{booking.id}"))
    assert "Headsets" not in words(client.get("/staff/rooms/book"))
    typed.setlist(f"equipment_{house.headsets.id}", ["4"])
    assert client.post(address, data=typed).status_code == 400
    typed = values(client.get(address))
    typed.setlist("begins_at", ["13:00"])
    refused = client.post(address, data=typed)
    assert refused.status_code == 409
    assert "Headsets" in words(refused)


def test_another_room_or_end_keeps_what_was_agreed_also_after_the_deadline(house, petra):
    booking = booked(house.east, petra, orders=COFFEE)
    accepted(booking)
    with clock.travel(LATE):
        changed(booking, petra, house.west, minutes=90, orders=COFFEE)
    assert states(booking) == {"catering": "accepted"}
    assert len(told("order_changed")) == 1
    assert len(told("order_asked")) == 1


def test_partners_cannot_take_an_order_to_another_start_after_the_deadline(house, petra):
    booking = booked(house.east, petra, orders=COFFEE)
    accepted(booking)
    with clock.travel(LATE):
        with pytest.raises(TooLateToOrder) as refused:
            changed(booking, petra, hour=13)
        assert refused.value.is_ordered
        changed(booking, petra, hour=13, orders={"catering": ""})
    assert states(booking) == {"catering": "cancelled"}


def test_staff_can_and_the_desk_is_asked_to_answer_soon(house, petra, alice):
    booking = booked(house.east, petra, orders=COFFEE)
    accepted(booking)
    with clock.travel(LATE):
        changed(booking, alice, hour=13)
    order = booking.orders[0]
    assert (order.state, order.answer_by) == ("asked", at(date(2026, 12, 1), 12))
    assert len(told("order_asked")) == 2


def test_what_was_declined_does_not_keep_a_booking_from_moving(house, petra):
    booking = booked(house.east, petra, orders=COFFEE)
    do(answer_order, booking.orders[0], is_accepted=False, by=BY)
    with clock.travel(LATE):
        changed(booking, petra, hour=13, orders=COFFEE)
    assert states(booking) == {"catering": "declined"}


def test_an_answer_to_other_words_than_were_read_is_not_taken(client, house, alice, bob):
    booking = booked(house.office, alice, orders=COFFEE)
    address = f"/staff/rooms/orders/{booking.orders[0].id}"
    typed = values(sign_in(client, bob).get(address))
    typed.setlist("answer", ["yes"])
    changed(booking, alice, orders={"catering": "Middag till sextio."})
    refused = client.post(address, data=typed)
    assert refused.status_code == 409
    assert "Changed meanwhile" in words(refused)
    assert "Middag till sextio." in words(refused)
    db.session.rollback()
    db.session.expire_all()
    assert states(booking) == {"catering": "asked"}
    typed = values(refused)
    assert typed["answer"] == "yes"
    assert client.post(address, data=typed).status_code == 302
    db.session.rollback()
    db.session.expire_all()
    assert states(booking) == {"catering": "accepted"}


def test_an_answer_without_a_version_is_not_taken(client, house, alice, bob):
    booking = booked(house.office, alice, orders=COFFEE)
    address = f"/staff/rooms/orders/{booking.orders[0].id}"
    typed = values(sign_in(client, bob).get(address))
    typed.setlist("answer", ["yes"])
    typed.setlist("version", ["x"])
    assert client.post(address, data=typed).status_code == 409


def test_nothing_is_promised_of_what_has_ended(client, house, alice, bob):
    booking = booked(house.office, alice, orders=COFFEE)
    with pytest.raises(ChangedMeanwhile):
        do(answer_order, booking.orders[0], is_accepted=True, by=BY, version=7)
    with clock.travel(at(DAY, 11)):
        with pytest.raises(IsOver):
            do(answer_order, booking.orders[0], is_accepted=True, by=BY)
        page = sign_in(client, bob).get(f"/staff/rooms/orders/{booking.orders[0].id}")
        assert "Send the answer" not in words(page)


def test_silence_is_told_once_to_who_was_asked_and_to_those_who_plan(house, alice, bob):
    with db.transaction():
        carol = make_user("Carol Carlsson", Role.COORDINATOR)
    planners = {carol.email} | ({alice.email} if alice.role == Role.COORDINATOR else set())
    booking = booked(house.office, alice, orders=COFFEE)
    for moment, expected in (
        (DEADLINE - timedelta(seconds=1), set()),
        (DEADLINE, {bob.email} | planners),
        (LATE, {bob.email} | planners),
    ):
        with clock.travel(moment):
            remind_of_orders()
        late = told("order_late")
        assert {mail.recipient_email for mail in late} == expected
        assert len(late) == len(expected)
    changed(booking, alice, day=date(2026, 12, 10))
    assert booking.orders[0].reminded_at is None


def test_nobody_is_reminded_of_what_is_answered(house, alice):
    accepted(booked(house.office, alice, orders=COFFEE))
    with clock.travel(LATE):
        remind_of_orders()
    assert told("order_late") == []


def test_a_desk_that_is_asked_after_its_deadline_gets_a_fresh_one(house, petra):
    with db.transaction():
        terms = RoomTerms(is_for_partners=True, needs_approval=True, layouts={"boardroom": 25})
        set_room_terms(house.office, terms, by=BY)
    booking = booked(house.office, petra, orders=COFFEE)
    with clock.travel(LATE):
        do(approve, booking, by=BY)
    assert booking.orders[0].answer_by == at(date(2026, 12, 1), 12)
    assert len(told("order_asked")) == 1


def test_a_request_that_nobody_answers_lapses_at_the_start(client, house, petra, alice):
    booking = booked(house.office, petra, orders=COFFEE)
    with clock.travel(at(DAY, 10) - timedelta(seconds=1)):
        lapse_requests()
    assert told("lapsed") == []
    with clock.travel(at(DAY, 10)):
        lapse_requests()
        lapse_requests()
    assert len(told("lapsed")) == 1
    db.session.expire_all()
    assert (booking.state, booking.lapsed_at) == (BookingState.DECLINED, at(DAY, 10))
    assert states(booking) == {"catering": "cancelled"}
    assert told("order_withdrawn") == []
    assert read_quota(petra.organisation.id, DAY).used == 0
    page = sign_in(client, petra.user).get(f"/partner/rooms/bookings/{booking.id}")
    assert "Nobody answered in time" in words(page)


def test_what_is_asked_for_at_the_last_moment_waits_a_little_for_an_answer(house, petra):
    now = at(DAY, 10) + timedelta(minutes=10)
    with clock.travel(now):
        booking = booked(house.office, petra)
        lapse_requests()
    for minutes, state in ((29, "requested"), (30, "declined")):
        with clock.travel(now + timedelta(minutes=minutes)):
            lapse_requests()
        db.session.rollback()
        db.session.expire_all()
        assert booking.state == state


def test_a_request_whose_time_is_over_lapses_as_well(house, petra):
    booking = booked(house.office, petra)
    with clock.travel(at(DAY, 15)):
        lapse_requests()
    db.session.rollback()
    db.session.expire_all()
    assert booking.state == BookingState.DECLINED


def test_who_answers_a_request_sees_what_goes_with_it(client, house, petra, alice):
    equipment = {house.headsets.id: 2}
    booking = booked(house.office, petra, orders=COFFEE, equipment=equipment)
    page = sign_in(client, alice).get(f"/staff/rooms/bookings/{booking.id}/answer")
    assert "Kaffe till tolv." in words(page)
    assert "Headsets × 2" in words(page)
    assert "Bob Berg is asked once the room is agreed to." in words(page)
    assert "Asked of Bob Berg" not in words(page)


def test_several_desks_are_spoken_of_as_several(client, house, alice, bob):
    with db.transaction():
        bo = make_user("Bo Boson", Role.HOST)
        desk = Desk(kind=ServiceKind.TECHNOLOGY, responsible_id=bo.id, lead_working_days=3)
        set_desks([desk], by=BY)
    one = booked(house.office, alice, orders=COFFEE)
    both = booked(house.east, alice, orders=BOTH)
    sign_in(client, alice)
    for booking, said in ((one, "Bob Berg learns"), (both, "Bo Boson and Bob Berg learn")):
        page = client.get(f"/staff/rooms/bookings/{booking.id}/cancel")
        assert f"{said} that nothing is needed." in words(page)
