"""Booking one room: for whom, when it is refused, and what comes with it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event as engine_events
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, Actor
from arena.audit.queries import list_entries
from arena.directory.models import PersonRole
from arena.events.models import EventStatus
from arena.events.recurrence import Frequency, Rule
from arena.feeds.queries import list_fragments
from arena.feeds.selection import private_selection
from arena.meeting_place.models import BookingState, RoomBooking, RoomQuota
from arena.meeting_place.queries.bookings import count_requested, equipment_of
from arena.meeting_place.queries.quotas import read_quota
from arena.meeting_place.services.arriving import release_unused
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve, decline
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    ClosedThen,
    EquipmentTaken,
    InThePast,
    IsOver,
    NoOrganisation,
    NotLent,
    NotNow,
    QuotaReached,
    RoomTaken,
    SeriesConflict,
    TooManyPeople,
)
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.keeping import QuotaSetMeanwhile, set_quota
from arena.meeting_place.services.series import book_series
from arena.messages.models import Message
from arena.resources.models import Reservation
from arena.resources.services import RoomTerms, add_closure, set_room_terms
from arena.web import languages
from tests.cast import make_user
from tests.conftest import NOW
from tests.meeting_place.rooms import DAY, booked, build_house, facts, mail, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user()


@pytest.fixture
def petra(house):
    with db.transaction():
        return make_partner()


def held(booking):
    rows = db.session.scalars(
        select(Reservation).where(
            Reservation.event_id == booking.event_id, Reservation.released_at.is_(None)
        )
    )
    return sorted((row.resource.code, row.starts_at, row.ends_at) for row in rows)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_staff_have_a_room_at_once_with_set_up_and_parts(house, alice):
    booking = booked(house.hall, alice)
    assert booking.state == BookingState.CONFIRMED
    assert booking.event.status == EventStatus.CONFIRMED
    quarter = timedelta(minutes=15)
    assert held(booking) == [
        (code, at(DAY, 10) - quarter, at(DAY, 11) + quarter) for code in ("EAST", "HALL", "WEST")
    ]
    assert list_entries(booking)[0].action == "meeting_place.book"


def test_a_booking_stands_in_the_booker_s_own_feed_and_not_in_a_stranger_s(house, petra):
    booked(house.office, petra)
    with db.transaction():
        charlie = make_partner("Charlie Cid", petra.organisation).user
    for user, expected in ((petra.user, 1), (charlie, 0)):
        mine = private_selection(user, "mine", "sv", with_cancelled=False)
        assert len(list_fragments(mine, clock.today())) == expected


def test_a_partner_asks_and_the_room_is_held_meanwhile(house, petra, alice):
    booking = booked(house.office, petra)
    assert booking.state == BookingState.REQUESTED
    assert booking.event.status == EventStatus.TENTATIVE
    assert count_requested() == 1
    assert mail("requested").recipient_email == petra.user.email
    with pytest.raises(RoomTaken):
        booked(house.office, alice, title="Annat")


def test_a_yes_confirms_and_a_no_gives_the_room_back_with_words(house, petra, alice):
    first, second = booked(house.office, petra), booked(house.office, petra, 14)
    with db.transaction():
        approve(first, words="Välkomna!", by=BY, version=1)
    assert (first.state, first.event.status) == ("confirmed", "confirmed")
    assert mail("confirmed").calendar_method == "REQUEST"
    with db.transaction():
        decline(second, words="Golvet slipas.", by=BY, version=1)
    assert (second.state, second.event.status, held(second)) == ("declined", "cancelled", [])
    assert mail("declined").calendar_method is None
    booked(house.office, alice, 14, title="Annat")
    with pytest.raises(NotNow), db.transaction():
        approve(second, by=BY)


def test_partners_have_only_rooms_that_are_lent_to_them_within_hours(house, petra):
    for room, hour, error in ((house.hall, 10, NotLent), (house.office, 19, ClosedThen)):
        with pytest.raises(error):
            booked(room, petra, hour)


def test_staff_go_beyond_the_hours_but_not_into_a_closure(house, alice):
    assert booked(house.office, alice, 19).state == "confirmed"
    with db.transaction():
        add_closure(
            house.office,
            starts_on=DAY + timedelta(days=1),
            ends_on=DAY + timedelta(days=2),
            reason_sv="Golvslipning",
            reason_en="Floor work",
            by=COMMAND,
        )
    with pytest.raises(ClosedThen) as refused:
        booked(house.office, alice, day=DAY + timedelta(days=1))
    assert "Golvslipning" in str(refused.value.message)
    with languages.speak("en"):  # Whoever reads it, in whatever language it was asked.
        assert "Floor work" in str(refused.value.message)


def test_twenty_six_people_in_a_room_for_twenty_five_learn_which_room_fits(house, alice):
    with pytest.raises(TooManyPeople) as refused:
        booked(house.office, alice, head_count=26)
    assert refused.value.field == "head_count"
    assert refused.value.limit == 25
    assert [room.code for room in refused.value.fitting] == ["HALL"]
    with pytest.raises(TooManyPeople) as refused:
        booked(house.office, alice, head_count=19, layout="classroom")
    assert refused.value.limit == 18
    with pytest.raises(TooManyPeople) as refused:
        booked(house.office, alice, layout="theatre")
    assert refused.value.limit == 0
    with pytest.raises(TooManyPeople) as refused:  # What no layout seats is said of the room.
        booked(house.office, alice, head_count=41, layout="theatre")
    with languages.speak("sv"):
        words = str(refused.value.message)
    assert words == "Kontoret rymmer högst 25 personer. Inget annat rum rymmer så många."
    assert count(RoomBooking) == 0


def test_what_has_passed_is_not_booked(house, alice):
    with pytest.raises(InThePast):
        booked(house.office, alice, starts_at=NOW - timedelta(hours=1), ends_at=NOW)


def test_a_double_click_books_once(house, alice):
    assert booked(house.office, alice).id == booked(house.office, alice).id
    assert count(RoomBooking) == 1
    assert count(Message) == 1


def test_another_wish_is_not_a_double_click(house, alice, petra):
    booked(house.office, alice)
    for other in (
        {"equipment": {house.headsets.id: 2}},
        {"title": "Annat"},
    ):
        with pytest.raises(RoomTaken):
            booked(house.office, alice, **other)
    first = booked(house.west, alice, equipment={house.headsets.id: 2})
    assert booked(house.west, alice, equipment={house.headsets.id: 2}).id == first.id


def test_another_rule_is_not_a_double_click(house, alice):
    days = Rule(frequency=Frequency.DAILY, count=2)
    with db.transaction():
        series = book_series(facts(house.office), days, {}, Booker(alice), by=BY)
    with db.transaction():
        assert book_series(facts(house.office), days, {}, Booker(alice), by=BY) is series
    more = Rule(frequency=Frequency.DAILY, count=3)
    with pytest.raises(SeriesConflict), db.transaction():
        book_series(facts(house.office), more, {}, Booker(alice), by=BY)
    with pytest.raises(RoomTaken):
        booked(house.office, alice)


def test_equipment_is_reserved_by_the_set_and_never_beyond_what_there_is(house, alice):
    first = booked(house.office, alice, equipment={house.headsets.id: 8})
    assert equipment_of(first) == {house.headsets.id: 8}
    with pytest.raises(EquipmentTaken) as refused:
        booked(house.east, alice, equipment={house.headsets.id: 5})
    assert refused.value.free == 4
    booked(house.east, alice, equipment={house.headsets.id: 4})


def test_a_quota_counts_what_waits_and_says_what_is_left(house, petra):
    with db.transaction():
        set_quota(None, 90, by=BY)
    booked(house.office, petra)
    with pytest.raises(QuotaReached) as refused:
        booked(house.office, petra, 14)
    assert (refused.value.left, refused.value.asked) == (30, 60)
    assert "30\xa0min" in str(refused.value.message)
    booked(house.office, petra, 14, minutes=30)
    booked(house.office, petra, 14, day=date(2027, 1, 14))  # Another month.
    assert read_quota(petra.organisation.id, DAY).left == 0
    with db.transaction():
        set_quota(petra.organisation.id, 240, by=BY)
    booked(house.office, petra, 16)


def test_a_quota_gets_back_what_is_cancelled_or_declined(house, petra):
    with db.transaction():
        set_quota(None, 60, by=BY)
    first = booked(house.office, petra)
    with db.transaction():
        decline(first, words="Nej.", by=BY)
    second = booked(house.office, petra, 12)
    with db.transaction():
        cancel_booking(second, by=BY)
    assert booked(house.office, petra, 14).state == "requested"


def test_a_lowered_quota_leaves_what_takes_no_more(house, petra):
    booking = booked(house.office, petra, minutes=120)
    with db.transaction():
        set_quota(None, 30, by=BY)
    assert changed(booking, petra.user, minutes=120, title="Nytt namn")
    assert changed(booking, petra.user, minutes=90, title="Nytt namn")
    assert changed(booking, petra.user, hour=13, minutes=90, title="Nytt namn")
    for more in ({"minutes": 120}, {"minutes": 90, "day": date(2027, 1, 14)}):
        with pytest.raises(QuotaReached):
            changed(booking, petra.user, title="Nytt namn", **more)


def test_what_nobody_came_to_counts_until_it_is_given_back(house, petra):
    with db.transaction():
        terms = RoomTerms(is_for_partners=True, needs_approval=False, release_minutes=20)
        set_room_terms(house.office, terms, by=BY)
        set_quota(None, 60, by=BY)
    missed = booked(house.office, petra)
    with clock.travel(at(DAY, 10) + timedelta(minutes=20)):
        with db.transaction():
            release_unused(missed, by=BY)
        assert read_quota(petra.organisation.id, DAY).used == 20
        again = at(DAY, 10) + timedelta(minutes=20)
        booked(house.office, petra, starts_at=again, ends_at=at(DAY, 11))
    assert read_quota(petra.organisation.id, DAY).used == 60


@pytest.mark.parametrize("is_general", [True, False])
def test_a_quota_is_set_for_the_first_time_once(house, petra, monkeypatch, is_general):
    organisation_id = None if is_general else petra.organisation.id
    with db.transaction():
        set_quota(organisation_id, 60, by=BY)
    monkeypatch.setattr("arena.meeting_place.services.keeping._find", lambda _id: None)
    with pytest.raises(QuotaSetMeanwhile), db.transaction():
        set_quota(organisation_id, 90, by=BY)
    insert = text("INSERT INTO room_quotas (organisation_id, minutes_a_month) VALUES (:who, 5)")
    with pytest.raises(IntegrityError), db.transaction():
        db.session.execute(insert, {"who": organisation_id})
    assert count(RoomQuota) == 1


def test_who_stands_for_no_organisation_today_cannot_book(house, petra):
    with db.transaction():
        role = db.session.scalars(select(PersonRole)).one()
        role.ends_on = clock.today()
    with pytest.raises(NoOrganisation):
        booked(house.office, Booker(petra.user))


def changed(booking, editor, version=None, **more):
    room = more.pop("room", booking.room)
    with db.transaction():
        return change_booking(
            booking,
            facts(room, **more),
            is_partner=Booker(editor).is_partner,
            by=BY,
            version=version,
        )


def test_a_moved_booking_frees_its_old_time_and_tells_who_booked(house, alice):
    booking = booked(house.office, alice)
    assert changed(booking, alice, hour=13, room=house.east, version=1)
    assert [row[:2] for row in held(booking)] == [("EAST", at(DAY, 13))]
    assert (booking.version, booking.event.sequence) == (2, 1)
    assert booking.event.place_sv == "Östra"
    assert mail("changed").calendar_method == "REQUEST"
    booked(house.office, alice, title="Annat")


def test_a_booking_may_overlap_its_own_old_time(house, alice):
    booking = booked(house.office, alice, minutes=120)
    assert changed(booking, alice, hour=11, minutes=120)
    assert [row[1] for row in held(booking)] == [at(DAY, 11)]


def test_a_stale_form_changes_nothing_and_the_same_form_twice_is_heard_once(house, alice):
    booking = booked(house.office, alice)
    changed(booking, alice, hour=13, version=1)
    assert not changed(booking, alice, hour=13, version=1)
    with pytest.raises(ChangedMeanwhile):
        changed(booking, alice, hour=15, version=1)
    assert booking.event.starts_at == at(DAY, 13)


def test_a_partner_who_takes_another_time_asks_anew_but_not_for_other_words(house, petra):
    booking = booked(house.office, petra)
    with db.transaction():
        approve(booking, by=BY)
    changed(booking, petra.user, title="Nytt namn")
    assert booking.state == "confirmed"
    changed(booking, petra.user, hour=13, title="Nytt namn")
    assert (booking.state, booking.event.status) == ("requested", "tentative")


def test_staff_who_move_a_request_leave_it_to_be_answered(house, petra, alice):
    booking = booked(house.office, petra)
    changed(booking, alice, hour=13)
    assert booking.state == "requested"


def test_cancelling_gives_everything_back_and_takes_it_out_of_the_calendar(house, alice):
    booking = booked(house.hall, alice, equipment={house.headsets.id: 2})
    with db.transaction():
        cancel_booking(booking, words="Ställs in.", by=BY, version=1)
    assert (booking.state, held(booking)) == ("cancelled", [])
    assert mail("cancelled").calendar_method == "CANCEL"
    with pytest.raises(NotNow), db.transaction():
        cancel_booking(booking, by=BY)


def test_what_has_ended_stays_as_it_was(house, alice):
    booking = booked(house.office, alice)
    with clock.travel(at(DAY, 12)), pytest.raises(IsOver), db.transaction():
        cancel_booking(booking, by=BY)


def test_two_who_want_the_same_half_of_a_hall_do_not_both_get_it(house, alice):
    booked(house.east, alice)
    with pytest.raises(RoomTaken):
        booked(house.hall, alice)
    with db.transaction():
        bob = make_user("Bob Berg", Role.HOST)
    with pytest.raises(RoomTaken), db.transaction():
        book_room(facts(house.east, title="Annat"), Booker(bob), by=BY)
    booked(house.west, bob)


def test_nobody_books_on_a_holiday_on_which_the_arena_is_closed(house, alice):
    with pytest.raises(ClosedThen) as refused:
        booked(house.office, alice, day=date(2026, 12, 24))
    assert "julafton" in str(refused.value.message).lower()


ACTS = {
    "change": lambda each, who: change_booking(
        each, facts(each.room, 13), is_partner=who.is_partner, by=BY
    ),
    "approve": lambda each, _who: approve(each, by=BY),
    "decline": lambda each, _who: decline(each, words="Golvet slipas.", by=BY),
    "cancel": lambda each, _who: cancel_booking(each, by=BY),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_locks_the_calendar_before_the_booking(house, petra, act):
    """Two acts that took them in different orders would wait for each other."""
    booking = booked(house.office, petra)
    locked = []

    def hear(_connection, _cursor, statement, *_more):
        if "FOR UPDATE" in statement:  # SQLite has one writer, and no locks of rows.
            locked.append("calendar" if "calendar_version" in statement else "other")

    engine_events.listen(db.engine(), "before_cursor_execute", hear)
    try:
        with db.transaction():
            ACTS[act](booking, petra)
    finally:
        engine_events.remove(db.engine(), "before_cursor_execute", hear)
    has_row_locks = db.engine().dialect.name == "postgresql"
    assert locked[:1] == (["calendar"] if has_row_locks else [])
