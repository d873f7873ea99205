"""Another rule for a series: what stays, moves, is added and falls away; all at once or nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import COMMAND, Actor
from arena.errors import ArenaError
from arena.events.recurrence import Frequency, Rule, RuleError
from arena.meeting_place.models import RoomBooking, ServiceKind
from arena.meeting_place.queries.ruling import Change, Fate, plan_rule_change, state_of
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    OrderTooLate,
    QuotaReached,
    SeriesConflict,
)
from arena.meeting_place.services.facts import Booker, facts_of
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.ruling import change_rule
from arena.meeting_place.services.series import BOOK, SKIP, book_series
from arena.meeting_place.services.series_changes import answer_series, cancel_series
from arena.meeting_place.services.serving import answer_order
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.resources.services import add_closure
from tests.cast import make_user
from tests.meeting_place import rooms
from tests.meeting_place.rooms import build_house, mail, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)
WEEK = timedelta(days=7)
ONE = timedelta(days=1)
DAY = date(2027, 1, 7)  # A Thursday: no holidays stand in the way of the weeks that follow.
THURSDAY, FRIDAY = 3, 4


def weekly(*weekdays, **more):
    limits = more if more else {"count": 4}
    return Rule(frequency=Frequency.WEEKLY, weekdays=weekdays or (THURSDAY,), **limits)


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


def facts(room, hour=10, **more):
    return rooms.facts(room, hour, **{"day": DAY, **more})


def serial(room, who, rule=None, choices=None, **more):
    booker = who if isinstance(who, Booker) else Booker(who)
    with db.transaction():
        return book_series(facts(room, **more), rule or weekly(), choices or {}, booker, by=BY)


def held(series):
    db.session.rollback()
    db.session.expire_all()
    return sorted(
        (each for each in series.bookings if each.state in ("requested", "confirmed")),
        key=lambda each: each.event.starts_at,
    )


def days(series):
    return [clock.date_of(each.event.starts_at) for each in held(series)]


def change(booking, rule, scope=Scope.ALL, first_on=None, choices=None, who=None, seen=None):
    editor = who or Booker(booking.booked_by)
    asked = Change(rule=rule, first_on=first_on or booking.occurs_on, scope=scope)
    with db.transaction():
        return change_rule(booking, asked, choices or {}, editor, by=BY, seen=seen)


def plan(booking, rule, scope=Scope.ALL, first_on=None):
    asked = Change(rule=rule, first_on=first_on or booking.occurs_on, scope=scope)
    return plan_rule_change(booking, asked, is_partner=False)


def fates(planned):
    return [(row.fate, row.day) for row in planned.rows]


def thursdays(count, start=DAY):
    return [start + number * WEEK for number in range(count)]


def test_other_days_move_each_time_within_its_week_and_it_stays_the_same_booking(house, alice):
    series = serial(house.office, alice)
    before = {each.id: each.event.uid for each in held(series)}
    planned = plan(held(series)[0], weekly(FRIDAY, count=4))
    assert planned.counts == {Fate.MOVED: 4}
    change(held(series)[0], weekly(FRIDAY, count=4))
    assert days(series) == [day + ONE for day in thursdays(4)]
    assert {each.id: each.event.uid for each in held(series)} == before
    assert [each.occurs_on for each in held(series)] == days(series)
    assert series.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=FR"
    assert not any(each.is_exception for each in held(series))


def test_a_later_end_adds_and_an_earlier_one_lets_fall_away(house, alice):
    series = serial(house.office, alice)
    change(held(series)[0], weekly(until=DAY + 5 * WEEK))
    assert days(series) == thursdays(6)
    assert fates(plan(held(series)[0], weekly(until=DAY + WEEK)))[1:3] == [
        (Fate.KEPT, DAY + WEEK),
        (Fate.FALLS_AWAY, DAY + 2 * WEEK),
    ]
    change(held(series)[0], weekly(until=DAY + WEEK))
    assert days(series) == thursdays(2)
    change(held(series)[0], weekly(until=DAY + 3 * WEEK))  # What fell away can be had again.
    assert days(series) == thursdays(4)


def test_every_other_week_keeps_what_fits_and_gives_the_rest_back(house, alice, bob):
    series = serial(house.office, alice)
    change(held(series)[0], weekly(THURSDAY, until=DAY + 3 * WEEK, interval=2))
    assert days(series) == [DAY, DAY + 2 * WEEK]
    rooms.booked(house.office, bob, day=DAY + WEEK)  # It is free again.


def test_from_every_week_to_the_same_weekday_of_each_month(house, alice):
    series = serial(house.office, alice, weekly(count=5))
    monthly = Rule(frequency=Frequency.MONTHLY, weekdays=(THURSDAY,), week=1, count=3)
    change(held(series)[0], monthly)
    assert days(series) == [date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4)]


def test_this_and_what_follows_become_a_series_of_their_own(house, alice):
    series = serial(house.office, alice)
    third = held(series)[2]
    following = change(third, weekly(FRIDAY, count=3), Scope.FOLLOWING)
    assert following.id != series.id
    assert days(series) == thursdays(2)
    assert series.rule == "FREQ=WEEKLY;UNTIL=20270120T225959Z;BYDAY=TH"
    assert days(following) == [day + ONE for day in thursdays(3, DAY + 2 * WEEK)]
    assert (following.rule, following.first_on) == (
        "FREQ=WEEKLY;COUNT=3;BYDAY=FR",
        DAY + 2 * WEEK,
    )


def test_what_has_been_stays_as_it_was(house, alice):
    series = serial(house.office, alice)
    with clock.travel(at(DAY + WEEK, 12)):
        second, third = held(series)[1:3]
        following = change(second, weekly(FRIDAY, count=2), first_on=third.occurs_on)
        assert days(series) == thursdays(2)
        assert days(following) == [DAY + 2 * WEEK + ONE, DAY + 3 * WEEK + ONE]


def test_an_exception_stays_where_it_is_and_stands_for_its_week(house, alice):
    series = serial(house.office, alice)
    second = held(series)[1]
    with db.transaction():
        moved = facts(house.east, 15, day=DAY + WEEK - ONE)
        change_booking(second, moved, is_partner=False, by=BY, version=1)
    planned = plan(held(series)[0], weekly(FRIDAY, count=4))
    assert planned.counts == {Fate.MOVED: 3, Fate.EXCEPTION: 1}
    change(held(series)[0], weekly(FRIDAY, count=4))
    assert days(series) == [
        DAY + ONE,
        DAY + WEEK - ONE,
        DAY + 2 * WEEK + ONE,
        DAY + 3 * WEEK + ONE,
    ]
    assert second.is_exception
    assert (second.room.code, second.occurs_on) == ("EAST", DAY + WEEK + ONE)


def test_an_exception_beyond_the_new_end_stays(house, alice):
    series = serial(house.office, alice)
    last = held(series)[3]
    with db.transaction():
        moved = facts(house.east, 15, day=DAY + 3 * WEEK)
        change_booking(last, moved, is_partner=False, by=BY, version=1)
    change(held(series)[0], weekly(until=DAY + WEEK))
    assert days(series) == [DAY, DAY + WEEK, DAY + 3 * WEEK]


def test_what_was_cancelled_by_itself_stays_so_unless_it_is_asked_for(house, alice):
    series = serial(house.office, alice)
    with db.transaction():
        cancel_booking(held(series)[1], by=BY, version=1)
    longer = weekly(until=DAY + 4 * WEEK)
    assert plan(held(series)[0], longer).counts[Fate.LEFT_OUT] == 1
    change(held(series)[0], longer)
    assert days(series) == [DAY, DAY + 2 * WEEK, DAY + 3 * WEEK, DAY + 4 * WEEK]
    longest = weekly(until=DAY + 5 * WEEK)
    change(held(series)[0], longest, choices={DAY + WEEK: BOOK})
    assert days(series) == thursdays(6)


def test_what_was_left_out_when_it_was_booked_stays_so(house, alice):
    series = serial(house.office, alice, choices={DAY + WEEK: SKIP})
    change(held(series)[0], weekly(FRIDAY, count=4))
    assert days(series) == [DAY + ONE, DAY + 2 * WEEK + ONE, DAY + 3 * WEEK + ONE]


def test_what_was_left_out_as_the_house_is_closed_is_proposed_on_another_day(house, alice):
    shut = DAY + WEEK
    with db.transaction():
        why = {"reason_sv": "Inventering", "reason_en": "Stocktaking"}
        add_closure(None, starts_on=shut, ends_on=shut + ONE, **why, by=COMMAND)
    series = serial(house.office, alice, choices={shut: SKIP})
    longer = plan(held(series)[0], weekly(until=DAY + 4 * WEEK))
    assert longer.counts == {Fate.KEPT: 3, Fate.LEFT_OUT: 1, Fate.ADDED: 1}
    tuesday = weekly(1, until=DAY + 3 * WEEK, interval=2)
    first_on = shut - 2 * ONE
    assert (Fate.ADDED, first_on) in fates(plan(held(series)[0], tuesday, first_on=first_on))


def test_a_conflict_changes_nothing_until_it_is_settled(house, alice, bob):
    series = serial(house.office, alice)
    rooms.booked(house.office, bob, day=DAY + WEEK + ONE)
    friday = weekly(FRIDAY, count=5)
    planned = plan(held(series)[0], friday)
    assert planned.conflicts == 1
    with pytest.raises(SeriesConflict):
        change(held(series)[0], friday)
    assert days(series) == thursdays(4)
    change(held(series)[0], friday, choices={DAY + WEEK + ONE: SKIP})
    assert days(series) == [
        DAY + ONE,
        DAY + WEEK,
        DAY + 2 * WEEK + ONE,
        DAY + 3 * WEEK + ONE,
        DAY + 4 * WEEK + ONE,
    ]
    assert [each.is_exception for each in held(series)] == [False, True, False, False, False]


def test_a_form_of_another_version_is_refused_and_the_same_one_twice_is_heard_once(house, alice):
    series = serial(house.office, alice)
    seen = state_of(series)
    change(held(series)[0], weekly(count=5), seen=seen)
    change(held(series)[0], weekly(count=5), seen=seen)  # A double click.
    with pytest.raises(ChangedMeanwhile):
        change(held(series)[0], weekly(count=6), seen=seen)
    seen = state_of(series)
    with db.transaction():
        cancel_booking(held(series)[4], by=BY)
    with pytest.raises(ChangedMeanwhile):
        change(held(series)[0], weekly(count=6), seen=seen)
    assert days(series) == thursdays(4)


@pytest.mark.parametrize(
    ("rule", "first_on", "problem"),
    [
        (weekly(0, until=DAY + 2 * WEEK), None, "nothing"),  # No Monday until Thursday.
        (weekly(count=400), None, "too_long"),
        (weekly(count=2), DAY + WEEK, "early"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(house, alice, rule, first_on, problem):
    series = serial(house.office, alice)
    with pytest.raises(RuleError, match=problem):
        change(held(series)[2], rule, Scope.FOLLOWING, first_on)
    assert days(series) == thursdays(4)


def test_a_partner_asks_anew_for_what_moves_and_what_is_added_but_not_for_what_stays(house, petra):
    series = serial(house.office, petra)
    with db.transaction():
        answer_series(held(series)[0], is_approved=True, by=BY)
    change(held(series)[0], weekly(count=5), who=petra)
    assert [each.state for each in held(series)] == ["confirmed"] * 4 + ["requested"]
    change(held(series)[0], weekly(FRIDAY, count=5), who=Booker(make_staff()))
    assert [each.state for each in held(series)] == ["confirmed"] * 4 + ["requested"]
    assert {each.organisation_id for each in held(series)} == {petra.organisation.id}
    with db.transaction():
        approve(held(series)[4], by=BY)


def make_staff():
    with db.transaction():
        return make_user("Mirja Mo", language="sv")


def test_a_quota_holds_for_a_rule_too(house, petra):
    series = serial(house.office, petra)
    with db.transaction():
        set_quota(None, 240, by=BY)
    with pytest.raises(QuotaReached):
        change(held(series)[0], weekly(THURSDAY, FRIDAY, until=DAY + 3 * WEEK), who=petra)
    change(held(series)[0], weekly(FRIDAY, until=DAY + 3 * WEEK + ONE), who=petra)
    assert len(held(series)) == 4


def test_an_order_that_would_come_too_late_keeps_all_as_it_was(house, petra, bob):
    with db.transaction():
        desk = Desk(kind=ServiceKind.CATERING, responsible_id=bob.id, lead_working_days=3)
        set_desks([desk], by=BY)
    series = serial(house.office, petra)
    first = held(series)[0]
    with db.transaction():
        ordered = facts(house.office, orders={"catering": "Kaffe."})
        change_booking(first, ordered, is_partner=True, by=BY)
    with clock.travel(at(date(2027, 1, 4), 8)), pytest.raises(OrderTooLate):
        change(held(series)[0], weekly(1, count=4), first_on=date(2027, 1, 5), who=petra)
    assert days(series) == thursdays(4)


def test_what_is_added_is_as_the_others_are(house, alice):
    series = serial(
        house.office,
        alice,
        layout="boardroom",
        wishes="Fönstret öppet.",
        is_title_shown=True,
        equipment={house.headsets.id: 3},
    )
    change(held(series)[0], weekly(count=5))
    first, *_, last = held(series)
    period = {"starts_at": first.event.starts_at, "ends_at": first.event.ends_at}
    assert replace(facts_of(last), **period) == facts_of(first)
    assert last.is_title_shown


def test_a_moved_time_keeps_its_order_and_asks_for_it_anew(house, alice, bob):
    with db.transaction():
        desk = Desk(kind=ServiceKind.CATERING, responsible_id=bob.id, lead_working_days=3)
        set_desks([desk], by=BY)
    series = serial(house.office, alice)
    second = held(series)[1]
    with db.transaction():
        ordered = replace(facts_of(second), orders={"catering": "Kaffe."})
        change_booking(second, ordered, is_partner=False, by=BY)
    assert not second.is_exception
    with db.transaction():
        answer_order(second.orders[0], is_accepted=True, by=BY)
    change(held(series)[0], weekly(FRIDAY, count=4))
    assert days(series)[1] == DAY + WEEK + ONE
    assert (second.orders[0].words, second.orders[0].state) == ("Kaffe.", "asked")


def test_who_booked_gets_one_mail_of_what_holds_and_what_fell_away(house, alice):
    series = serial(house.office, alice)
    change(held(series)[0], weekly(count=2))
    assert db.session.scalar(select(func.count()).select_from(Message)) == 2
    text = render(mail("series")).text
    assert text.count("The office") == 4
    assert "THESE FALL AWAY" in text


def test_what_follows_was_cancelled_and_a_longer_rule_books_it_again(house, alice):
    series = serial(house.office, alice)
    with db.transaction():
        cancel_series(held(series)[2], Scope.FOLLOWING, by=BY)
    assert series.rule == "FREQ=WEEKLY;UNTIL=20270120T225959Z;BYDAY=TH"
    change(held(series)[0], weekly(count=4))
    assert days(series) == thursdays(4)


def test_half_of_a_change_is_never_saved(house, alice, bob, monkeypatch):
    series = serial(house.office, alice)
    made = db.session.scalar(select(func.count()).select_from(RoomBooking))
    monkeypatch.setattr(
        "arena.meeting_place.services.ruling.tell_of_series", lambda *_a, **_k: _fail()
    )
    with pytest.raises(ArenaError):
        change(held(series)[0], weekly(FRIDAY, count=6))
    assert days(series) == thursdays(4)
    assert db.session.scalar(select(func.count()).select_from(RoomBooking)) == made
    assert series.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=TH"


def _fail():
    raise SeriesConflict(at(DAY, 10))
