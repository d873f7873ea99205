"""A series in calendars: mail, file and feed have the same entries, one for each time.

There is no RRULE: each time has a UID of its own, so that it can move, and is cancelled, by itself.
"""

from datetime import date, timedelta

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from arena import clock, db
from arena.accounts.models import Role
from arena.errors import ArenaError
from arena.events.recurrence import Frequency, Rule, RuleError
from arena.feeds.services import create_subscription
from arena.meeting_place.queries.ruling import Change, days_of, plan_rule_change
from arena.meeting_place.rules.states import HOLDING, Scope
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.ruling import change_rule
from arena.meeting_place.services.series import SKIP
from arena.meeting_place.services.series_changes import (
    answer_series,
    cancel_series,
    change_series,
)
from arena.messages.composing import compose
from arena.messages.rendering import render
from tests.cast import make_user, sign_in
from tests.conftest import _empty
from tests.events.judges.python import (
    read_with_icalendar,
    read_with_recurring_ical_events,
    read_with_vobject,
)
from tests.meeting_place.rooms import build_house, mail, make_partner
from tests.meeting_place.test_rule_changes import (
    BY,
    DAY,
    FRIDAY,
    ONE,
    THURSDAY,
    WEEK,
    facts,
    held,
    serial,
    weekly,
)


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(house):
    with db.transaction():
        return make_user(language="en")


@pytest.fixture
def petra(house):
    with db.transaction():
        return make_partner(language="en")


def file_of(template="series"):
    attachment = render(mail(template)).attachment
    return attachment and attachment.calendar


def seen(ics):
    """What three programs that nobody here wrote see: by UID, and they agree."""
    judges = (read_with_icalendar, read_with_vobject, read_with_recurring_ical_events)
    found = [sorted(judge(ics), key=lambda each: (each.starts, each.uid)) for judge in judges]
    assert found[0] == found[1] == found[2]
    return {each.uid: each for each in found[0]}


def agree(ics, bookings):
    """The file has exactly these bookings, as they are."""
    entries = seen(ics)
    assert entries.keys() == {each.event.uid for each in bookings}
    for each in bookings:
        entry = entries[each.event.uid]
        assert (entry.starts, entry.ends) == (each.event.starts_at, each.event.ends_at)
        assert entry.sequence == each.event.sequence
        cancelled = each.state not in HOLDING
        assert (entry.status == "CANCELLED") == cancelled
        assert entry.summary.startswith("CANCELLED: ") == cancelled


def test_the_mail_carries_each_time_with_its_own_uid_and_no_rule(house, alice):
    series = serial(house.office, alice, weekly(count=14))  # Over the change to summer time.
    ics = file_of()
    agree(ics, held(series))
    assert b"RRULE:FREQ=WEEKLY" not in ics
    assert b"METHOD" not in ics
    assert b"ATTENDEE" not in ics
    assert ics.count(b"BEGIN:VTIMEZONE") == 1


def test_the_file_is_attached_as_a_file_and_nothing_acts_on_it_by_itself(house, alice):
    serial(house.office, alice)
    message = mail("series")
    composed = compose(message, render(message))
    parts = [part for part in composed.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    assert parts[0].get_content_disposition() == "attachment"
    assert parts[0].get_param("method") is None
    assert parts[0].get_payload(decode=True) == file_of()
    assert "The attached file has them for your calendar" in render(message).text


def test_feed_page_and_mail_give_the_same_entries(client, house, petra):
    series = serial(house.office, petra)
    with db.transaction():
        answer_series(held(series)[0], is_approved=True, by=BY)
    ics = file_of()
    sign_in(client, petra.user)
    page = f"/partner/rooms/bookings/{held(series)[0].id}"
    led = client.get(f"{page}/calendar/series")
    assert led.status_code == 303
    answer = client.get(led.headers["Location"])
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data == ics
    one = client.get(f"{page}/calendar/one", follow_redirects=True).data
    agree(one, held(series)[:1])
    feed = feed_of(client, petra.user)
    assert {entry.uid for entry in seen(ics).values()} == seen(feed).keys()
    for uid, entry in seen(ics).items():
        assert seen(feed)[uid] == entry


def test_an_entry_says_how_many_come_and_leads_each_to_the_booking(client, house, petra):
    with db.transaction():
        alice = make_user("Alice Alm")
    series = serial(house.office, petra, layout="boardroom")
    first = held(series)[0]
    entry = Calendar.from_ical(feed_of(client, petra.user)).walk("VEVENT")[0]
    assert entry["DESCRIPTION"].startswith("12 people, Around one table. ")
    path = f"/rooms/bookings/{first.id}"
    assert entry["URL"].endswith(f"/en{path}")
    for user, side in ((petra.user, "partner"), (alice, "staff")):
        assert sign_in(client, user).get(f"/en{path}").location == f"/{side}{path}"


def feed_of(client, user):
    """What somebody's own calendar program reads."""
    with db.transaction():
        _, token = create_subscription(
            user, name="Mobil", scope="mine", language="en", with_cancelled=True, by=BY
        )
    return client.get(f"/feeds/{token}.ics").data


def test_a_stranger_gets_no_file(client, house, alice, petra):
    series = serial(house.office, alice)
    sign_in(client, petra.user)
    for what in ("one", "series"):
        address = f"/partner/rooms/bookings/{held(series)[0].id}/calendar/{what}"
        assert client.get(address).status_code == 404


def test_a_changed_rule_moves_entries_and_marks_what_fell_away(house, alice):
    series = serial(house.office, alice)
    before = seen(file_of())
    with db.transaction():
        asked = Change(rule=weekly(FRIDAY, count=3), first_on=DAY, scope=Scope.ALL)
        change_rule(held(series)[0], asked, {}, Booker(alice), by=BY)
    ics = file_of()
    agree(ics, list(series.bookings))
    after = seen(ics)
    assert after.keys() == before.keys()
    assert all(after[uid].sequence > before[uid].sequence for uid in before)
    assert sorted(entry.status for entry in after.values()) == ["CANCELLED"] + ["CONFIRMED"] * 3


def test_this_and_what_follows_keep_their_uids_when_they_change(house, alice):
    series = serial(house.office, alice)
    before = seen(file_of())
    third = held(series)[2]
    with db.transaction():
        change_series(
            third, facts(house.office, 14, day=third.occurs_on), Scope.FOLLOWING, {},
            Booker(alice), by=BY,
        )  # fmt: skip
    after = seen(file_of())
    assert len(after) == 2
    assert all(after[uid].sequence == before[uid].sequence + 1 for uid in after)


@pytest.mark.parametrize(("scope", "left"), [(Scope.FOLLOWING, 2), (Scope.ALL, 0)])
def test_what_is_cancelled_is_marked_so_in_the_file(house, alice, scope, left):
    series = serial(house.office, alice)
    with db.transaction():
        cancel_series(held(series)[2], scope, by=BY)
    ics = file_of()
    assert len(held(series)) == left
    agree(ics, [each for each in series.bookings if each.state == "cancelled"])
    assert all(entry.sequence == 1 for entry in seen(ics).values())
    assert "marks them as cancelled" in render(mail("series")).text


def test_one_that_is_cancelled_leaves_the_calendar_by_a_message_of_its_own(house, alice):
    series = serial(house.office, alice)
    uid = held(series)[1].event.uid
    with db.transaction():
        cancel_booking(held(series)[1], by=BY)
    message = render(mail("cancelled")).calendar
    assert f"UID:{uid}".encode() in message
    for line in (b"METHOD:CANCEL", b"STATUS:CANCELLED", b"SEQUENCE:1"):
        assert line in message


def test_what_came_by_a_message_of_its_own_leaves_by_one_too(house, alice):
    series = serial(house.office, alice)
    second = held(series)[1]
    with db.transaction():
        moved = facts(house.east, 15, day=DAY + WEEK)
        change_booking(second, moved, is_partner=False, by=BY)
    with db.transaction():
        cancel_series(second, Scope.ALL, by=BY)
    message = mail("cancelled")
    assert message.event_id == second.event_id
    assert b"METHOD:CANCEL" in render(message).calendar
    assert len(seen(file_of())) == 4


def test_what_was_agreed_by_a_message_of_its_own_is_moved_by_one(house, petra):
    series = serial(house.office, petra)
    first = held(series)[0]
    with db.transaction():
        approve(first, by=BY)
    with db.transaction():
        asked = Change(rule=weekly(FRIDAY, count=4), first_on=DAY, scope=Scope.ALL)
        change_rule(first, asked, {}, Booker(make_staff()), by=BY)
    message = mail("changed")
    assert message.event_id == first.event_id
    assert b"METHOD:REQUEST" in render(message).calendar


def make_staff():
    return make_user("Mirja Mo", Role.COORDINATOR)


def test_what_only_waits_is_in_no_calendar_and_leaves_none(house, petra):
    series = serial(house.office, petra)
    assert file_of() is None
    assert "attached" not in render(mail("series")).text
    with db.transaction():
        answer_series(held(series)[0], is_approved=False, words="Nej.", by=BY)
    assert file_of() is None


FREQUENCIES = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY)


@some.composite
def rules(draw):
    frequency = draw(some.sampled_from(FREQUENCIES))
    facts_ = {"frequency": frequency, "interval": draw(some.integers(1, 3))}
    if frequency is Frequency.WEEKLY:
        facts_["weekdays"] = tuple(sorted(draw(some.sets(some.integers(0, 4), min_size=1))))
    if draw(some.booleans()):
        return Rule(**facts_, count=draw(some.integers(1, 12)))
    return Rule(**facts_, until=DAY + timedelta(days=draw(some.integers(0, 90))))


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    drawn=some.data(),
    rule=rules(),
    which=some.integers(0, 3),
    scope=some.sampled_from((Scope.FOLLOWING, Scope.ALL)),
)
def test_a_changed_series_is_what_an_independent_program_makes_of_its_rule(
    app, drawn, rule, which, scope
):
    db.session.rollback()
    _empty()
    with db.transaction():
        house = build_house()
        alice = make_user(language="en")
    series = serial(house.office, alice, weekly(THURSDAY, count=4))
    booking = held(series)[which]
    first_on = booking.occurs_on + drawn.draw(some.integers(0, 5)) * ONE
    asked = Change(rule=rule, first_on=first_on, scope=scope)
    try:
        with db.transaction():
            changed = change_rule(booking, asked, {}, Booker(alice), by=BY)
    except RuleError:
        return
    except ArenaError:  # A holiday or a weekend: leave those out, as people would.
        plan = plan_rule_change(booking, asked, is_partner=False)
        taken = [each.day for each in plan.plan.occurrences if not each.is_free]
        with db.transaction():
            changed = change_rule(booking, asked, dict.fromkeys(taken, SKIP), Booker(alice), by=BY)
    else:
        assert {each.occurs_on for each in held(changed)} == independent(changed)
    as_the_rule_has_it = [each for each in held(changed) if not each.is_exception]
    assert {clock.date_of(each.event.starts_at) for each in as_the_rule_has_it} <= independent(
        changed
    )


def independent(series):
    """The days on which a calendar program shows the rule of a series."""
    first = days_of(series)[0]
    start = f"DTSTART;TZID=Europe/Stockholm:{first:%Y%m%d}T{series.begins_at:%H%M%S}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1"]
    lines += ["DTSTAMP:20260101T000000Z", start, f"RRULE:{series.rule}", "END:VEVENT"]
    calendar = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""]))
    shown = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2033, 1, 1))
    return {each["DTSTART"].dt.date() for each in shown}
