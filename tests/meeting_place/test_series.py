"""Series: every occurrence or none; one, what follows, or all; exceptions stay exceptions."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, Actor
from arena.events.recurrence import Frequency, Rule, RuleError
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.occurrences import plan_rule
from arena.meeting_place.queries.ruling import state_of
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    NothingLeft,
    OtherDay,
    QuotaReached,
    SeriesConflict,
)
from arena.meeting_place.services.facts import Booker, facts_of
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.series import SKIP, Instead, book_series, wanted_of
from arena.meeting_place.services.series_changes import (
    answer_series,
    cancel_series,
    change_series,
)
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.resources.services import add_closure
from tests.cast import make_user
from tests.meeting_place import rooms
from tests.meeting_place.rooms import build_house, mail, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)
WEEK = timedelta(days=7)
DAY = date(2027, 1, 7)  # A Thursday: no holidays stand in the way of the weeks that follow.


def weekly(count=4, **more):
    return Rule(frequency=Frequency.WEEKLY, weekdays=(DAY.weekday(),), count=count, **more)


def facts(room, hour=10, **more):
    return rooms.facts(room, hour, **{"day": DAY, **more})


def booked(room, who, hour=10, **more):
    return rooms.booked(room, who, hour, **{"day": DAY, **more})


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user(language="en")


@pytest.fixture
def bob(house):
    with db.transaction():
        return make_user("Bob Berg", Role.HOST)


@pytest.fixture
def petra(house):
    with db.transaction():
        return make_partner(language="en")


def serial(room, who, rule=None, choices=None, **more):
    booker = who if isinstance(who, Booker) else Booker(who)
    with db.transaction():
        return book_series(facts(room, **more), rule or weekly(), choices or {}, booker, by=BY)


def times(series):
    return [
        (each.occurs_on, each.room.code, each.event.starts_at.astimezone(clock.zone()).time())
        for each in bookings(series)
    ]


def bookings(series):
    db.session.expire_all()
    return [each for each in series.bookings if each.state in ("requested", "confirmed")]


def days(number=4, start=DAY):
    return [start + number * WEEK for number in range(number)]


def test_a_series_is_a_booking_each_time_with_one_mail_for_all(house, alice):
    series = serial(house.office, alice)
    assert times(series) == [(day, "OFFICE", time(10)) for day in days()]
    assert series.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=TH"
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
    text = render(mail("series")).text
    assert text.count("The office") == 4
    assert "Your series is booked" in text


def test_a_series_stays_at_its_local_time_over_a_clock_change(house, alice):
    series = serial(house.office, alice, weekly(3), day=date(2027, 3, 18))
    assert [clock for *_, clock in times(series)] == [time(10)] * 3
    hours = [each.event.starts_at.hour for each in bookings(series)]
    assert hours == [9, 9, 8]


def test_a_conflict_keeps_everything_from_being_saved(house, alice, bob):
    booked(house.office, bob, day=DAY + WEEK)
    with pytest.raises(SeriesConflict) as refused:
        serial(house.office, alice)
    assert refused.value.starts_at == at(DAY + WEEK, 10)
    assert db.session.scalar(select(func.count()).select_from(RoomBooking)) == 1
    assert db.session.scalar(select(func.count()).select_from(BookingSeries)) == 0


def test_the_preview_shows_conflicts_near_misses_and_rooms_that_are_always_free(house, alice, bob):
    booked(house.office, bob, day=DAY + WEEK)
    with db.transaction():
        add_closure(
            house.office,
            starts_on=DAY + 2 * WEEK,
            ends_on=DAY + 2 * WEEK + timedelta(days=1),
            reason_sv="Golvslipning",
            reason_en="Floor work",
            by=COMMAND,
        )
    wanted = wanted_of(facts(house.office))
    plan = plan_rule(weekly(), DAY, time(10), wanted, is_partner=False)
    assert [each.is_free for each in plan.occurrences] == [True, False, False, True]
    assert plan.conflicts == 2
    taken, closed = plan.occurrences[1:3]
    assert taken.near[0].room.code in ("EAST", "WEST")
    assert plan.closed_reason(taken, "en") is None
    assert plan.closed_reason(closed, "en") == "Floor work"
    assert plan.closed_reason(closed, "sv") == "Golvslipning"
    assert {room.code for room in plan.always_free} == {"EAST", "WEST", "HALL"}


def test_a_skipped_time_is_not_booked_and_a_near_miss_is_an_exception(house, alice, bob):
    for week in (1, 2):
        booked(house.office, bob, day=DAY + week * WEEK)
    instead = Instead(house.east.id, at(DAY + 2 * WEEK, 10), 60, "")
    choices = {DAY + WEEK: SKIP, DAY + 2 * WEEK: instead}
    series = serial(house.office, alice, choices=choices)
    assert [code for _, code, _ in times(series)] == ["OFFICE", "EAST", "OFFICE"]
    assert [each.is_exception for each in bookings(series)] == [False, True, False]


def test_a_series_of_which_everything_is_skipped_is_refused(house, alice):
    with pytest.raises(NothingLeft):
        serial(house.office, alice, choices=dict.fromkeys(days(), SKIP))


def test_a_rule_that_yields_nothing_is_refused(house, alice):
    rule = Rule(frequency=Frequency.WEEKLY, weekdays=(0,), until=DAY)  # No Monday until Thursday.
    with pytest.raises(RuleError, match="nothing"):
        serial(house.office, alice, rule)


def test_a_double_click_makes_one_series(house, alice):
    assert serial(house.office, alice).id == serial(house.office, alice).id


def test_a_quota_counts_each_month_of_a_series(house, petra):
    with db.transaction():
        set_quota(None, 180, by=BY)
    with pytest.raises(QuotaReached) as refused:
        serial(house.office, petra, weekly(9))
    assert (refused.value.month, refused.value.asked) == (date(2027, 1, 1), 240)
    assert len(bookings(serial(house.office, petra, weekly(3)))) == 3


def change(booking, scope, choices=None, who=None, seen=None, **more):
    room = more.pop("room", booking.room)
    more.setdefault("day", booking.occurs_on)
    editor = who if isinstance(who, Booker) else Booker(who or booking.booked_by)
    with db.transaction():
        change_series(
            booking,
            facts(room, **more),
            scope,
            choices or {},
            editor,
            by=BY,
            seen=seen,
        )


def test_one_occurrence_is_changed_by_itself_and_stays_so(house, alice):
    series = serial(house.office, alice)
    second = bookings(series)[1]
    with db.transaction():
        change_booking(
            second, facts(house.east, 15, day=DAY + WEEK), is_partner=False, by=BY, version=1
        )
    assert second.is_exception
    change(bookings(series)[0], Scope.ALL, hour=12)
    assert [(code, at_) for _, code, at_ in times(series)] == [
        ("OFFICE", time(12)),
        ("EAST", time(15)),
        ("OFFICE", time(12)),
        ("OFFICE", time(12)),
    ]
    assert series.begins_at == time(12)


def test_this_and_what_follows_become_a_series_of_their_own(house, alice):
    series = serial(house.office, alice)
    third = bookings(series)[2]
    change(third, Scope.FOLLOWING, hour=14, title="Nytt namn")
    db.session.expire_all()
    following = third.series
    assert following.id != series.id
    assert [at_ for *_, at_ in times(series)] == [time(10)] * 2
    assert [at_ for *_, at_ in times(following)] == [time(14)] * 2
    assert following.rule == "FREQ=WEEKLY;COUNT=2;BYDAY=TH"
    assert series.rule == "FREQ=WEEKLY;UNTIL=20270120T225959Z;BYDAY=TH"
    assert (following.first_on, following.begins_at) == (DAY + 2 * WEEK, time(14))
    assert {each.title for each in following.bookings} == {"Nytt namn"}
    assert "Your series has changed" in render(mail("series")).text


def test_what_has_been_stays_as_it_was(house, alice):
    series = serial(house.office, alice)
    with clock.travel(at(DAY + WEEK, 12)):
        third = bookings(series)[2]
        change(third, Scope.ALL, hour=14)
        assert [at_ for *_, at_ in times(series)] == [time(10)] * 2
        assert [at_ for *_, at_ in times(third.series)] == [time(14)] * 2


def test_a_changed_series_may_overlap_its_own_old_times(house, alice):
    series = serial(house.office, alice, minutes=120)
    change(bookings(series)[0], Scope.ALL, hour=11, minutes=120)
    assert [at_ for *_, at_ in times(series)] == [time(11)] * 4


def test_a_change_that_meets_a_conflict_changes_nothing_until_it_is_settled(house, alice, bob):
    series = serial(house.office, alice)
    booked(house.office, bob, 14, day=DAY + WEEK)
    with pytest.raises(SeriesConflict):
        change(bookings(series)[0], Scope.ALL, hour=14)
    assert [at_ for *_, at_ in times(series)] == [time(10)] * 4
    change(bookings(series)[0], Scope.ALL, {DAY + WEEK: SKIP}, hour=14)
    assert [at_ for *_, at_ in times(series)] == [time(14), time(10), time(14), time(14)]
    assert [each.is_exception for each in bookings(series)] == [False, True, False, False]


def test_a_series_keeps_its_days(house, alice):
    series = serial(house.office, alice)
    with pytest.raises(OtherDay):
        change(bookings(series)[0], Scope.ALL, day=DAY + timedelta(days=1))


def test_what_follows_is_cancelled_with_its_exceptions_in_one_mail(house, alice):
    series = serial(house.office, alice)
    third = bookings(series)[2]
    with db.transaction():
        change_booking(
            third, facts(house.east, 15, day=DAY + 2 * WEEK), is_partner=False, by=BY, version=1
        )
    with db.transaction():
        second = bookings(series)[1]
        assert cancel_series(second, Scope.FOLLOWING, by=BY, seen=state_of(series)) == 3
    assert [day for day, *_ in times(series)] == [DAY]
    assert render(mail("series")).text.count("week") == 3
    with pytest.raises(ChangedMeanwhile), db.transaction():
        cancel_series(second, Scope.FOLLOWING, by=BY)


def test_a_partner_s_series_is_answered_at_once(house, petra):
    series = serial(house.office, petra)
    assert {each.state for each in bookings(series)} == {"requested"}
    assert "We have your requests" in render(mail("series")).text
    with db.transaction():
        first = bookings(series)[0]
        assert answer_series(first, is_approved=True, words="Ja!", by=BY) == 4
    assert {each.state for each in bookings(series)} == {"confirmed"}
    change(bookings(series)[0], Scope.ALL, who=Booker(petra.user), hour=13)
    assert {each.state for each in bookings(series)} == {"requested"}
    with db.transaction():
        answer_series(bookings(series)[0], is_approved=False, words="Nej.", by=BY)
    assert bookings(series) == []


@pytest.mark.parametrize("act", ["change", "cancel", "answer"])
def test_what_others_did_to_any_time_is_read_before_the_whole_is_changed(house, petra, act):
    series = serial(house.office, petra)
    first, second = bookings(series)[:2]
    seen = state_of(series)
    with db.transaction():
        approve(second, by=BY)
    later = facts(house.office, 14)
    acts = {
        "change": lambda: change_series(first, later, Scope.ALL, {}, petra, by=BY, seen=seen),
        "cancel": lambda: cancel_series(first, Scope.ALL, by=BY, seen=seen),
        "answer": lambda: answer_series(first, is_approved=True, by=BY, seen=seen),
    }
    with pytest.raises(ChangedMeanwhile), db.transaction():
        acts[act]()
    assert [each.version for each in bookings(series)] == [1, 2, 1, 1]
    with db.transaction():
        assert cancel_series(first, Scope.ALL, by=BY, seen=state_of(series)) == 4


def edit(booking, who, **more):
    with db.transaction():
        change_booking(
            booking, replace(facts_of(booking), **more), is_partner=Booker(who).is_partner, by=BY
        )
    db.session.expire_all()


def ways_to_differ(house):
    yield {"starts_at": at(DAY + WEEK, 9)}
    yield {"ends_at": at(DAY + WEEK, 12)}
    yield {"title": "Annat"}
    yield {"head_count": 5}
    yield {"layout": "classroom"}
    yield {"wishes": "Fönstret öppet."}
    yield {"is_title_shown": True}
    yield {"equipment": {house.headsets.id: 2}}
    yield {"room_id": house.west.id}


def test_what_is_changed_by_itself_is_an_exception_until_it_is_put_back(house, alice):
    series = serial(house.office, alice)
    second = bookings(series)[1]
    was = facts_of(second)
    for changed in ways_to_differ(house):
        edit(second, alice, **changed)
        assert second.is_exception, changed
        with db.transaction():
            change_booking(second, was, is_partner=False, by=BY)
        assert not second.is_exception, changed
    with db.transaction():
        later = facts(house.office, 11)
        change_series(bookings(series)[0], later, Scope.ALL, {}, Booker(alice), by=BY)
    assert times(series) == [(day, "OFFICE", time(11)) for day in days()]


def test_what_is_ordered_for_one_time_makes_no_exception(house, alice, bob):
    with db.transaction():
        set_desks([Desk(kind="catering", responsible_id=bob.id, lead_working_days=3)], by=BY)
    series = serial(house.office, alice)
    second = bookings(series)[1]
    edit(second, alice, orders={"catering": "Kaffe."})
    assert not second.is_exception
    edit(second, alice, title="Annat")
    assert second.is_exception
    edit(second, alice, orders={"catering": "Te."})
    assert second.is_exception


def test_the_only_time_of_a_series_is_an_exception_once_it_is_changed(house, alice):
    series = serial(house.office, alice, weekly(1))
    only = bookings(series)[0]
    edit(only, alice, room_id=house.west.id)
    assert only.is_exception
