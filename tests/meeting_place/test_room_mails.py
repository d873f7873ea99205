"""What each mail about rooms says, word for word, in both languages.

The words stand in golden/<mail>.<language>.txt and .html. After a wanted change write them with
`ARENA_WRITE_GOLDEN=1 .venv/bin/pytest tests/meeting_place/test_room_mails.py -k sqlite` and read
what differs.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.mail.rows import booking_rows
from arena.meeting_place.models import ServiceKind
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.arriving import release_unused
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve, decline, lapse
from arena.meeting_place.services.errors import NobodySeesToIt, NotNow, TooLateToOrder
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.series import book_series
from arena.meeting_place.services.series_changes import (
    answer_series,
    cancel_series,
    change_series,
)
from arena.meeting_place.services.serving import answer_order, remind_of_order
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_user, sign_in
from tests.meeting_place.rooms import booked, build_house, facts, mail, make_partner
from tests.pages import values, words
from tests.visits.bookings import at
from tests.visits.test_mails import own_tags, own_words

GOLDEN = Path(__file__).with_name("golden")
BY = Actor.user(1)
WISH = {"catering": "Kaffe och frukt till tolv, kl. 9.45."}
ACTS = ("booked", "requested", "partly", "changed", "cancelled", "approved", "declined")
both = pytest.mark.parametrize("language", ["sv", "en"])


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def bob(house):
    with db.transaction():
        bob = make_user("Bob Berg")
        set_desks(
            [Desk(kind=ServiceKind.CATERING, responsible_id=bob.id, lead_working_days=3)], by=BY
        )
        return bob


@pytest.fixture
def alice(bob):
    with db.transaction():
        return make_user()


@pytest.fixture
def petra(bob):
    with db.transaction():
        return make_partner()


def do(act, *arguments, **values_):
    with db.transaction():
        return act(*arguments, **values_)


def speak(user, language):
    with db.transaction():
        user.language = language


def say(template, language, more=""):
    """Compare the newest mail of a kind with its golden words."""
    message = mail(template)
    assert message.language == language
    rendered = render(message)
    said = {
        ".txt": f"{rendered.subject}\n\n{own_words(rendered.text)}",
        ".html": own_tags(rendered.html),
    }
    for ending, text in said.items():
        path = GOLDEN / f"{template}{more}.{language}{ending}"
        if os.environ.get("ARENA_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(text)
        assert text == path.read_text(), f"{path.name} says something else"
    return rendered


@both
def test_confirmed(house, alice, language):
    speak(alice, language)
    equipment = {house.headsets.id: 2}
    booked(house.office, alice, layout="boardroom", orders=WISH, equipment=equipment)
    rendered = say("confirmed", language)
    assert b"METHOD:REQUEST" in (rendered.calendar or b"")
    assert b"STATUS:CONFIRMED" in (rendered.calendar or b"")


@both
def test_requested(house, petra, language):
    speak(petra.user, language)
    booked(house.office, petra)
    assert say("requested", language).calendar is None


@both
def test_requested_anew(house, petra, language):
    speak(petra.user, language)
    booking = booked(house.office, petra)
    do(change_booking, booking, facts(house.office, 13), is_partner=True, by=BY)
    calendar = say("requested", language, ".anew").calendar or b""
    assert b"METHOD:REQUEST" in calendar
    assert b"STATUS:TENTATIVE" in calendar


@both
@pytest.mark.parametrize("more", ["", ".series"])
def test_answer_asked(house, alice, bob, petra, language, more):
    speak(alice, language)
    speak(bob, language)
    with db.transaction():
        set_quota(None, 600, by=BY)
    if more:
        weekly = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=3)
        wanted = facts(house.office, day=date(2027, 1, 7), wishes="Blommor, tack.")
        do(book_series, wanted, weekly, {}, petra, by=BY)
    else:
        booked(house.office, petra)
    say("answer_asked", language, more)


def asked_of():
    return [
        each.recipient_email
        for each in db.session.scalars(
            select(Message)
            .where(Message.template == "meeting_place/answer_asked")
            .order_by(Message.id)
        )
    ]


def test_who_answers_for_the_room_is_asked_alone_while_they_may_plan(house, alice, bob, petra):
    with db.transaction():
        terms = RoomTerms(is_for_partners=True, approver_id=bob.id)
        set_room_terms(house.office, terms, by=BY)
    booked(house.office, petra)
    assert asked_of() == ["bob@arena.example"]
    with db.transaction():
        bob.role = "host"
    booked(house.office, petra, 13)
    assert asked_of() == ["bob@arena.example", "alice@arena.example"]


def test_those_who_plan_are_asked_once_and_nobody_else(house, alice, petra):
    with db.transaction():
        closed = make_user("Cecilia Ceder")
        closed.closed_at = clock.now()
        make_user("Hedda Holm", "host")
        make_user("Dana Dal", "admin")
    booking = booked(house.office, petra)
    booked(house.office, petra)  # A double click.
    assert sorted(asked_of()) == ["alice@arena.example", "bob@arena.example"]
    assert f"/staff/rooms/bookings/{booking.id}/answer" in render(mail("answer_asked")).text


def test_where_nobody_plans_administrators_are_asked(app):
    with db.transaction():
        house, petra = build_house(), make_partner()
        dana = make_user("Dana Dal", "admin")
    booked(house.office, petra)
    assert asked_of() == [dana.email]


def test_what_has_an_answer_is_asked_of_nobody(house, alice, petra):
    do(approve, booked(house.office, petra), by=BY)
    with pytest.raises(NoLongerTrue, match="has an answer"):
        render(mail("answer_asked"))
    weekly = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=3)
    series = do(book_series, facts(house.office, day=date(2027, 1, 7)), weekly, {}, petra, by=BY)
    do(approve, series.bookings[0], by=BY)
    text = render(mail("answer_asked")).text
    assert "14 januari" in text
    assert "tors 7 januari" not in text
    assert f"/staff/rooms/bookings/{series.bookings[1].id}/answer" in text


def test_what_is_asked_anew_is_asked_once_more_and_words_alone_are_not(house, alice, petra):
    booking = booked(house.office, petra)
    first = mail("answer_asked")
    do(change_booking, booking, facts(house.office, wishes="Blommor."), is_partner=True, by=BY)
    assert mail("answer_asked").id == first.id
    assert "Blommor." in render(first).text
    do(change_booking, booking, facts(house.office, 13), is_partner=True, by=BY)
    assert "13.00" in render(mail("answer_asked")).text
    with pytest.raises(NoLongerTrue, match="newer"):
        render(first)


def test_a_room_that_needs_no_answer_asks_for_none(house, alice, petra):
    with db.transaction():
        terms = RoomTerms(layouts={"boardroom": 25}, is_for_partners=True, needs_approval=False)
        set_room_terms(house.office, terms, by=BY)
    booked(house.office, petra)
    assert asked_of() == []


@both
def test_changed(house, alice, language):
    speak(alice, language)
    booking = booked(house.office, alice)
    do(change_booking, booking, facts(house.east, 13), is_partner=False, by=BY)
    assert b"SEQUENCE:1" in (say("changed", language).calendar or b"")


@both
def test_declined(house, petra, language):
    speak(petra.user, language)
    do(decline, booked(house.office, petra), words="Golvet slipas.\nProva torsdag.", by=BY)
    assert say("declined", language).calendar is None


@both
def test_released(house, alice, language):
    speak(alice, language)
    with db.transaction():
        terms = RoomTerms(layouts={"boardroom": 25}, release_minutes=20)
        set_room_terms(house.office, terms, by=BY)
    booking = booked(house.office, alice)
    rows = dict(booking_rows(booking))
    assert any("10.20" in value for value in rows.values())
    with clock.travel(at(date(2026, 12, 3), 10, 20)):
        do(release_unused, booking, by=BY)
    assert b"METHOD:CANCEL" in (say("released", language).calendar or b"")


@both
def test_cancelled(house, alice, language):
    speak(alice, language)
    do(cancel_booking, booked(house.office, alice), words="Alla är sjuka.", by=BY)
    assert b"METHOD:CANCEL" in (say("cancelled", language).calendar or b"")


@both
def test_order_asked(house, alice, bob, language):
    speak(bob, language)
    booked(house.office, alice, orders=WISH)
    assert mail("order_asked").recipient_email == bob.email
    say("order_asked", language)


@both
def test_order_withdrawn(house, alice, bob, language):
    speak(bob, language)
    do(cancel_booking, booked(house.office, alice, orders=WISH), by=BY)
    say("order_withdrawn", language)
    with pytest.raises(NoLongerTrue):
        render(mail("order_asked"))


@both
def test_order_changed(house, alice, bob, language):
    speak(bob, language)
    booking = booked(house.office, alice, orders=WISH)
    do(change_booking, booking, facts(house.east, 10, 90), is_partner=False, by=BY)
    say("order_changed", language)


@both
@pytest.mark.parametrize("who", ["somebody", "nobody"])
def test_order_late(house, alice, bob, language, who):
    booking = booked(house.office, alice, orders=WISH)
    with db.transaction():
        alice.role, alice.language, bob.language = "coordinator", language, language
        if who == "nobody":
            bob.closed_at = clock.now()
    with clock.travel(at(date(2026, 11, 30), 12)):
        do(remind_of_order, booking.orders[0], by=BY)
    say("order_late", language, f".{who}")


@both
def test_lapsed(house, petra, language):
    speak(petra.user, language)
    booking = booked(house.office, petra)
    with clock.travel(at(date(2026, 12, 3), 10)):
        do(lapse, booking, by=BY)
    assert say("lapsed", language).calendar is None


@both
def test_order_answered(house, alice, bob, language):
    speak(alice, language)
    booking = booked(house.office, alice, orders=WISH)
    answer = {"is_accepted": True, "words": "Frukten är svensk.", "by": Actor.user(bob.id)}
    do(answer_order, booking.orders[0], **answer)
    say("order_answered", language)
    with pytest.raises(NotNow):
        do(answer_order, booking.orders[0], is_accepted=False, by=BY)


def test_the_answer_names_who_gave_it(house, alice, bob):
    with db.transaction():
        mirja = make_user("Mirja Mo")
    booking = booked(house.office, alice, orders=WISH)
    do(answer_order, booking.orders[0], is_accepted=False, by=Actor.user(mirja.id))
    said = render(mail("order_answered")).text
    assert "Mirja Mo" in said
    assert "Bob Berg" not in said


@both
@pytest.mark.parametrize("act", ACTS)
def test_series(house, alice, petra, language, act):
    asked = ("requested", "partly", "approved", "declined")
    booker = petra if act in asked else Booker(alice)
    speak(booker.user, language)
    first = date(2027, 1, 7)
    weekly = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=3)
    series = do(book_series, facts(house.office, day=first), weekly, {}, booker, by=BY)
    booking = series.bookings[0]
    if act == "partly":  # One is answered before the mail about them all is written.
        do(approve, series.bookings[1], by=BY)
    elif act == "changed":
        later = facts(house.office, 13, day=first)
        do(change_series, booking, later, Scope.ALL, {}, Booker(alice), by=BY)
    elif act == "cancelled":
        do(cancel_series, booking, Scope.ALL, words="Gruppen läggs ner.", by=BY)
    elif act in ("approved", "declined"):
        is_approved = act == "approved"
        do(answer_series, booking, is_approved=is_approved, words="Hälsningar", by=BY)
    say("series", language, f".{act}")


def test_a_desk_is_asked_only_once_the_room_is_agreed(house, petra):
    booking = booked(house.office, petra, orders=WISH)
    with pytest.raises(AssertionError, match="No mail"):
        mail("order_asked")
    do(approve, booking, by=BY)
    assert mail("order_asked").params["booking_id"] == booking.id


def test_the_deadline_is_counted_in_working_days(house, alice):
    booking = booked(house.office, alice, orders=WISH)
    assert booking.orders[0].answer_by == at(date(2026, 11, 30), 12)
    late = {"day": date(2026, 11, 26), "orders": WISH, "title": "I morgon"}
    with pytest.raises(TooLateToOrder) as refused:
        booked(house.office, alice, **late)
    assert refused.value.field == "catering"
    with pytest.raises(NobodySeesToIt):
        booked(house.office, alice, 14, orders={"technology": "Kamera"})


def test_a_moved_booking_asks_its_desk_anew(house, alice):
    booking = booked(house.office, alice, orders=WISH)
    do(answer_order, booking.orders[0], is_accepted=True, by=BY)
    later = facts(house.office, day=date(2026, 12, 10), orders=WISH)
    do(change_booking, booking, later, is_partner=False, by=BY)
    assert booking.orders[0].state == "asked"
    assert booking.orders[0].answer_by == at(date(2026, 12, 7), 12)
    assert mail("order_asked").occasion.endswith("v2")


def test_an_order_that_is_emptied_is_withdrawn(house, alice):
    booking = booked(house.office, alice, orders=WISH)
    do(change_booking, booking, facts(house.office), is_partner=False, by=BY)
    assert booking.orders[0].state == "asked"
    do(
        change_booking,
        booking,
        facts(house.office, orders={"catering": ""}),
        is_partner=False,
        by=BY,
    )
    assert booking.orders[0].state == "cancelled"
    assert mail("order_withdrawn").params["order_id"] == booking.orders[0].id


def test_a_cancelled_booking_is_not_confirmed_by_a_mail_that_waited(house, alice):
    do(cancel_booking, booked(house.office, alice), by=BY)
    with pytest.raises(NoLongerTrue):
        render(mail("confirmed"))


def test_who_is_asked_answers_on_a_page_and_nobody_else_may(client, house, alice, bob):
    booking = booked(house.office, alice, orders=WISH)
    with db.transaction():
        bob.role = "host"
        hedda = make_user("Hedda Holm", "host")
    address = f"/staff/rooms/orders/{booking.orders[0].id}"
    assert sign_in(client, hedda).get(address).status_code == 403
    assert "Kaffe" not in words(client.get("/staff/rooms/orders"))
    sign_in(client, bob)
    assert address in client.get("/staff/rooms/orders").text
    typed = values(client.get(address))
    assert client.post(address, data=typed).status_code == 400
    typed.setlist("answer", ["no"])
    assert client.post(address, data=typed).status_code == 302
    assert mail("order_answered").recipient_email == alice.email
    assert "Går inte" in words(client.get(f"/staff/rooms/bookings/{booking.id}"))


def test_who_closes_the_account_of_a_desk_learns_what_is_left(client, house, alice, bob):
    booked(house.office, alice, orders=WISH)
    with db.transaction():
        dana = make_user("Dana Dal", "admin", "en")
        set_room_terms(house.east, RoomTerms(approver_id=bob.id), by=BY)
    page = words(sign_in(client, dana).get(f"/staff/users/{bob.id}/close"))
    assert "Catering and technology need somebody else" in page
    assert "Catering, Ledningsgrupp" in page
    assert "Rooms need somebody else who answers partners" in page
