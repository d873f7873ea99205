"""Checking in, and what happens to rooms that nobody came to."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, WORKER, Actor
from arena.audit.queries import list_entries
from arena.events.models import EventStatus
from arena.meeting_place.jobs import release_rooms
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.arriving import list_forfeited
from arena.meeting_place.rules.arriving import is_forfeited, release_at
from arena.meeting_place.services.arriving import check_in, release_unused
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.errors import HasCome, IsOver, NotNow, TooEarly
from arena.meeting_place.words import check_in_words
from arena.messages.models import Message
from arena.resources.services import RoomTerms, set_room_terms
from tests.cast import make_user, sign_in
from tests.meeting_place.rooms import DAY, booked, build_house, facts, mail, make_partner
from tests.pages import errors, links, values, words
from tests.visits.bookings import at

BY = Actor.user(1)
START = at(DAY, 10)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
DUE = START + 20 * MINUTE


@pytest.fixture
def house(app):
    with db.transaction():
        house = build_house()
        terms = RoomTerms(is_for_partners=True, layouts={"boardroom": 25}, release_minutes=20)
        set_room_terms(house.office, terms, by=COMMAND)
        return house


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user(language="en")


@pytest.fixture
def booking(house, alice):
    return booked(house.office, alice)


def come(booking, count=None):
    with db.transaction():
        check_in(booking, count=count, by=BY)


def work(when):
    with clock.travel(when):
        release_rooms()
    db.session.rollback()
    db.session.expire_all()


def told():
    db.session.rollback()
    released = Message.template == "meeting_place/released"
    return db.session.scalar(select(func.count(Message.id)).where(released))


def test_a_room_that_nobody_came_to_is_free_from_then_on(house, alice, booking):
    work(DUE - SECOND)
    assert booking.state == BookingState.CONFIRMED
    work(DUE)
    assert (booking.state, booking.event.status) == (BookingState.RELEASED, EventStatus.CANCELLED)
    assert told() == 1
    assert mail("released").calendar_method == "CANCEL"
    line = list_entries(booking)[0]
    assert (line.action, line.actor) == ("meeting_place.release", "worker")
    with clock.travel(DUE):
        again = booked(house.office, alice, starts_at=DUE + MINUTE)
    assert again.state == BookingState.CONFIRMED


def test_it_is_told_once_however_often_the_worker_looks(booking):
    for minutes in range(0, 40, 5):
        work(START + minutes * MINUTE)
    assert told() == 1


def test_who_checks_in_a_second_before_keeps_the_room(booking):
    with clock.travel(DUE - SECOND):
        come(booking)
    work(DUE)
    assert (booking.state, booking.arrived_at) == (BookingState.CONFIRMED, DUE - SECOND)
    assert told() == 0


def test_who_comes_late_keeps_a_room_that_has_not_been_given_back(booking):
    with clock.travel(DUE + MINUTE):
        come(booking)
    work(DUE + 2 * MINUTE)
    assert booking.state == BookingState.CONFIRMED


def test_who_comes_too_late_is_told_so(booking):
    work(DUE)
    with clock.travel(DUE + SECOND), pytest.raises(NotNow):
        come(booking)


def test_a_worker_that_looked_before_somebody_came_gives_nothing_back(booking):
    with clock.travel(DUE):
        assert list_forfeited() == [booking.id]
        come(booking)
        with pytest.raises(HasCome), db.transaction():
            release_unused(booking, by=WORKER)
    db.session.rollback()
    db.session.expire_all()
    assert booking.state == BookingState.CONFIRMED


def test_two_workers_give_it_back_once(app, booking):
    db.session.rollback()
    barrier = threading.Barrier(2)

    def worker():
        with app.app_context():
            barrier.wait()
            release_rooms()

    with clock.travel(DUE):
        threads = [threading.Thread(target=worker) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    db.session.rollback()
    db.session.expire_all()
    assert booking.state == BookingState.RELEASED
    acts = [line.action for line in list_entries(booking)]
    assert (acts.count("meeting_place.release"), told()) == (1, 1)


def test_a_worker_that_comes_after_the_end_leaves_it(booking):
    work(START + 60 * MINUTE)
    assert (booking.state, told()) == (BookingState.CONFIRMED, 0)


def test_rooms_without_such_terms_and_requests_stay(house, alice):
    with db.transaction():
        petra = make_partner()
        terms = RoomTerms(is_for_partners=True, needs_approval=True, release_minutes=20)
        set_room_terms(house.east, terms, by=COMMAND)
    kept, asked = booked(house.west, alice), booked(house.east, petra)
    work(DUE)
    assert (kept.state, asked.state) == (BookingState.CONFIRMED, BookingState.REQUESTED)


def test_checking_in_opens_half_an_hour_before(booking):
    with clock.travel(START - 30 * MINUTE - SECOND), pytest.raises(TooEarly):
        come(booking)
    with clock.travel(START - 30 * MINUTE):
        come(booking)
    assert booking.arrived_at == START - 30 * MINUTE


def test_a_count_may_be_said_then_mended_and_said_after_the_end(booking):
    with clock.travel(START):
        come(booking, 11)
        come(booking)
    with clock.travel(START + 90 * MINUTE):
        come(booking, 14)
    assert (booking.arrived_at, booking.arrived_count) == (START, 14)
    acts = [line.action for line in list_entries(booking)]
    assert acts[:2] == ["meeting_place.count", "meeting_place.check_in"]


def test_after_the_end_nobody_arrives(house, alice):
    booking = booked(house.west, alice)
    with clock.travel(START + 61 * MINUTE):
        with pytest.raises(IsOver):
            come(booking)
        come(booking, 9)
    assert (booking.arrived_at, booking.arrived_count) == (None, 9)


def test_what_is_cancelled_cannot_be_come_to(booking):
    with db.transaction():
        cancel_booking(booking, by=BY)
    with clock.travel(START), pytest.raises(NotNow):
        come(booking)


def test_who_moves_a_booking_comes_again_and_who_lengthens_it_does_not(house, alice, booking):
    with clock.travel(START - MINUTE):
        come(booking)
        with db.transaction():
            change_booking(booking, facts(house.office, 10, 90), is_partner=False, by=BY)
        assert booking.arrived_at is not None
        with db.transaction():
            change_booking(booking, facts(house.office, 13), is_partner=False, by=BY)
        assert booking.arrived_at is None
    work(at(DAY, 13) + 20 * MINUTE)
    assert booking.state == BookingState.RELEASED


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
def test_minutes_pass_alike_when_clocks_change(day):
    zone = ZoneInfo("Europe/Stockholm")
    starts_at = datetime(day.year, day.month, day.day, 1, 50, tzinfo=zone).astimezone(UTC)
    due = release_at(starts_at, starts_at + timedelta(hours=3), 20, held_since=starts_at)
    assert due is not None
    assert due - starts_at == timedelta(minutes=20)


@given(
    st.integers(1, 600),
    st.none() | st.integers(1, 240),
    st.integers(-60, 700),
    st.integers(-300, 300),
)
def test_only_what_has_begun_and_lasts_is_forfeited(length, minutes, passed, held):
    ends_at, now = START + length * MINUTE, START + passed * MINUTE
    expected = minutes is not None and max(0, held) + minutes <= passed < length
    held_since = START + held * MINUTE
    assert is_forfeited(START, ends_at, minutes, held_since=held_since, now=now) is expected


def test_who_books_late_has_as_long_to_come_as_anybody(house, alice):
    now = START + 12 * MINUTE
    with clock.travel(now):
        late = booked(house.office, alice)
    work(START + 31 * MINUTE)
    assert late.state == BookingState.CONFIRMED
    work(now + 20 * MINUTE)
    assert late.state == BookingState.RELEASED


def test_a_meeting_that_runs_and_gets_another_room_keeps_that(house, alice):
    running = booked(house.west, alice)
    with clock.travel(START + 30 * MINUTE), db.transaction():
        change_booking(running, facts(house.office), is_partner=False, by=BY)
    work(START + 31 * MINUTE)
    assert running.state == BookingState.CONFIRMED
    assert "10.50" in check_in_words(running)
    work(START + 50 * MINUTE)
    assert running.state == BookingState.RELEASED


def test_who_gets_an_answer_after_the_start_has_time_to_come(house):
    with db.transaction():
        petra = make_partner()
        terms = RoomTerms(is_for_partners=True, needs_approval=True, release_minutes=20)
        set_room_terms(house.east, terms, by=COMMAND)
    asked = booked(house.east, petra)
    with clock.travel(START + 25 * MINUTE), db.transaction():
        approve(asked, by=BY)
    work(START + 26 * MINUTE)
    assert asked.state == BookingState.CONFIRMED


def test_who_only_lengthens_a_meeting_gets_no_longer_to_come(house, alice, booking):
    with clock.travel(START + 10 * MINUTE), db.transaction():
        change_booking(booking, facts(house.office, 10, 90), is_partner=False, by=BY)
    work(DUE)
    assert booking.state == BookingState.RELEASED


def test_the_page_says_until_when_and_lets_one_check_in(client, booking, alice):
    page = f"/staff/rooms/bookings/{booking.id}"
    said = words(sign_in(client, alice).get(page))
    assert "Between 09:30 and 10:20" in said
    assert "Are you here?" not in said
    with clock.travel(START):
        assert "Are you here?" in words(sign_in(client, alice).get(page))
        typed = values(client.get(f"{page}/check-in"))
        typed["count"] = "none"
        refused = client.post(f"{page}/check-in", data=typed)
        assert refused.status_code == 400
        assert errors(refused)
        typed["count"] = "12"
        answer = client.post(f"{page}/check-in", data=typed, follow_redirects=True)
    assert "12 people" in words(answer)
    db.session.rollback()
    db.session.expire_all()
    assert (booking.arrived_at, booking.arrived_count) == (START, 12)


def test_a_partner_checks_in_to_their_own_only(client, house, booking):
    with db.transaction():
        petra = make_partner()
    own = booked(house.office, petra, 13)
    with db.transaction():
        own.state = BookingState.CONFIRMED
    with clock.travel(at(DAY, 13)):
        sign_in(client, petra.user)
        assert client.get(f"/partner/rooms/bookings/{booking.id}/check-in").status_code == 404
        page = f"/partner/rooms/bookings/{own.id}/check-in"
        assert client.post(page, data=values(client.get(page))).status_code == 302
    db.session.rollback()
    db.session.expire_all()
    assert db.session.get_one(RoomBooking, own.id).arrived_at == at(DAY, 13)


def test_all_staff_may_check_others_in(client, house, booking):
    with db.transaction():
        host = make_user("Bob Berg", Role.HOST)
    with clock.travel(START):
        page = f"/staff/rooms/bookings/{booking.id}/check-in"
        sign_in(client, host)
        assert client.post(page, data=values(client.get(page))).status_code == 302


def test_a_room_says_before_it_is_booked_that_it_is_given_back(client, house, alice):
    asked = {"day": f"{DAY}", "begins_at": "10:00", "minutes": "60", "people": "12"}
    found = sign_in(client, alice).get("/staff/rooms/", query_string=asked)
    assert "Given back if nobody has checked in 20 min after the start." in words(found)
    form = client.get(f"/staff/rooms/book?room_id={house.office.id}")
    assert "The office is given back if nobody has checked in 20 min" in words(form)


def arrivals_on(client, path):
    """Return what a page offers to check in to, or to count."""
    said = words(client.get(path))
    return said.partition(" Now ")[2]


@pytest.mark.parametrize("path", ["/staff/rooms/", "/staff/rooms/bookings"])
def test_one_press_on_the_first_page_checks_in(client, alice, booking, path):
    with clock.travel(START - 30 * MINUTE - SECOND):
        sign_in(client, alice)
        assert arrivals_on(client, path) == ""
    with clock.travel(START - 30 * MINUTE):
        assert "Ledningsgrupp 10:00–11:00 today, The office Check in" in arrivals_on(client, path)
        checked = client.post(f"/staff/rooms/bookings/{booking.id}/check-in", follow_redirects=True)
    assert "You are checked in." in words(checked)
    with clock.travel(START + 5 * MINUTE):
        assert "Check in" not in arrivals_on(client, path).partition("Bookings")[0][:80]
        assert "How many came?" in arrivals_on(client, path)
    with clock.travel(START):
        come(booking, 9)
    with clock.travel(START + 5 * MINUTE):
        assert arrivals_on(client, path) == ""


def test_the_number_is_asked_for_until_a_day_after_the_end(client, house, alice):
    booking = booked(house.west, alice)
    for minutes, asked in ((60, True), (60 + 24 * 60 - 1, True), (60 + 24 * 60, False)):
        with clock.travel(START + minutes * MINUTE):
            sign_in(client, alice)
            assert ("How many came?" in words(client.get("/staff/rooms/"))) is asked, minutes
    assert booking.arrived_count is None


def test_partners_come_to_what_is_booked_for_their_organisation(client, house, alice):
    with db.transaction():
        terms = RoomTerms(is_for_partners=True, needs_approval=False)
        set_room_terms(house.office, terms, by=COMMAND)
        petra = make_partner(language="en")
        per = make_partner("Per Pil", petra.organisation, "en")
    booked(house.office, petra)
    with clock.travel(START):
        sign_in(client, per.user)
        assert "Ledningsgrupp" in arrivals_on(client, "/partner/rooms/")
        sign_in(client, alice)
        assert arrivals_on(client, "/staff/rooms/") == ""


def test_staff_check_somebody_else_in_from_the_list_of_everybody(client, alice, booking):
    with db.transaction():
        hedda = make_user("Hedda Holm", Role.HOST, "en")
    page = f"/staff/rooms/bookings/{booking.id}/check-in"
    with clock.travel(START):
        sign_in(client, hedda)
        assert page in links(client.get("/staff/rooms/bookings?show=all"))
        client.post(page, data=values(client.get(page)))
        assert page not in links(client.get("/staff/rooms/bookings?show=all"))
