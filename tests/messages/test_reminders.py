"""Reminders come once, follow the event, and are silent when there is nothing to remind of."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import WORKER
from arena.events.models import EventStatus
from arena.events.services import Guest, set_attendees
from arena.messages.delivery import deliver_due
from arena.messages.models import Message, MessageStatus
from arena.messages.rules import ReminderRule
from arena.messages.services import Recipient, plan_reminders, queue
from arena.scheduling.services import cancel, reschedule, schedule
from tests.cast import event_facts
from tests.conftest import NOW

DAY = timedelta(days=1)
SPRING = datetime(2026, 3, 29, tzinfo=UTC)  # The clock goes forward, and back in autumn.
AUTUMN = datetime(2026, 10, 25, tzinfo=UTC)
WEEK_BEFORE = ReminderRule("7d", "tests/note", "guest", 7, time(9, 0))
DAY_BEFORE = ReminderRule("1d", "tests/note", "guest", 1, time(9, 0))
ANNA = Guest(role="guest", name="Anna", email="anna@example.org", language="sv")
BO = Guest(role="guest", name="Bo", email="bo@example.org", language="en")
HEDDA = Guest(role="host", name="Hedda", email="hedda@arena.example", language="sv")


@pytest.fixture(autouse=True)
def rules(outbox, app, monkeypatch):
    monkeypatch.setitem(
        app.extensions["arena.messages.reminders"], "tested", (WEEK_BEFORE, DAY_BEFORE)
    )


def event_in(days, *guests, status=EventStatus.CONFIRMED):
    facts = event_facts(NOW + days * DAY, kind="tested", status=status)
    with db.transaction():
        return schedule(facts, uses=[], guests=guests or [ANNA], by=WORKER)


def move(event, days):
    starts_at = NOW + days * DAY
    with db.transaction():
        event = db.session.merge(event)
        ends_at = starts_at + timedelta(hours=1)
        reschedule(event, starts_at=starts_at, ends_at=ends_at, uses=[], by=WORKER)


def planned():
    """When each waiting reminder is due, in days from now, and to whom."""
    db.session.rollback()
    rows = db.session.scalars(
        select(Message).where(Message.status == MessageStatus.WAITING).order_by(Message.due_at)
    )
    return [(row.recipient_email.split("@")[0], round((row.due_at - NOW) / DAY)) for row in rows]


def test_a_guest_is_reminded_a_week_and_a_day_before():
    event_in(10)
    assert planned() == [("anna", 3), ("anna", 9)]


def test_who_books_three_days_ahead_is_not_told_in_seven_days():
    event_in(3)
    assert planned() == [("anna", 2)]


def test_only_those_in_the_role_are_reminded():
    event_in(3, ANNA, BO, HEDDA)
    assert sorted(planned()) == [("anna", 2), ("bo", 2)]


def test_a_request_that_is_not_confirmed_reminds_nobody():
    event_in(10, status=EventStatus.TENTATIVE)
    assert planned() == []


def test_a_moved_event_moves_its_reminders():
    event = event_in(10)
    move(event, 20)
    assert planned() == [("anna", 13), ("anna", 19)]


def test_an_event_that_moves_away_and_back_reminds_as_before():
    event = event_in(10)
    move(event, 20)
    move(event, 10)
    assert planned() == [("anna", 3), ("anna", 9)]


def test_a_cancelled_event_is_silent():
    event = event_in(10)
    with db.transaction():
        cancel(db.session.merge(event), by=WORKER)
    assert planned() == []


def test_who_no_longer_comes_is_not_reminded_and_who_comes_later_is():
    event = event_in(10, ANNA)
    with db.transaction():
        event = db.session.merge(event)
        set_attendees(event, "guest", [BO])
        plan_reminders(event)
    assert planned() == [("bo", 3), ("bo", 9)]


def test_a_new_name_and_language_hold_for_reminders_that_wait():
    event = event_in(3)
    with db.transaction():
        event = db.session.merge(event)
        set_attendees(
            event,
            "guest",
            [Guest(role="guest", name="Anna B", email=ANNA.email, language="en")],
        )
        plan_reminders(event)
    message = db.session.scalars(select(Message)).one()
    assert (message.recipient_name, message.language) == ("Anna B", "en")


def test_planning_again_changes_nothing():
    event = event_in(10)
    for _ in range(3):
        with db.transaction():
            plan_reminders(db.session.merge(event))
    assert planned() == [("anna", 3), ("anna", 9)]


def test_a_reminder_that_went_out_does_not_come_again(mail_server):
    event = event_in(3)
    with clock.travel(NOW + 2 * DAY):
        deliver_due()
        with db.transaction():
            plan_reminders(db.session.merge(event))
        deliver_due()
    assert mail_server.receivers == ["anna@example.org"]


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=400)])
def test_a_clock_that_jumps_sends_nothing_twice_and_nothing_that_is_over(mail_server, jump):
    event_in(3)
    event_in(500)
    with clock.travel(NOW + 2 * DAY + timedelta(hours=1)) as travel_to:
        assert deliver_due() == 1
        travel_to(clock.now() + jump)
        assert deliver_due() == 0
    assert len(mail_server.received) == 1


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_each_reminder_goes_out_once_at_its_local_time_over_a_clock_change(mail_server, change):
    """Hour by hour through the days around the change, as a worker would."""
    with clock.travel(change - 12 * DAY) as travel_to:
        for days in (0, 1, 2):
            starts_at = change + days * DAY + timedelta(hours=12)
            with db.transaction():
                facts = event_facts(starts_at, kind="tested")
                schedule(facts, uses=[], guests=[ANNA], by=WORKER)
        went_out = []
        for hour in range(24 * 15):
            travel_to(change - 12 * DAY + timedelta(hours=hour))
            if deliver_due():
                went_out.append(clock.now().astimezone(clock.zone()))
    assert len(mail_server.received) == 6
    assert {local.hour for local in went_out} == {9}


def test_one_reason_is_one_mail_whoever_asks():
    def ask(occasion="1", receiver="anna@example.org"):
        with db.transaction():
            return queue(
                "tests/note", Recipient(receiver, "", "sv"), subject="visit:1", occasion=occasion
            )

    assert ask() is not None
    assert ask() is None
    assert ask(occasion="2") is not None
    assert ask(receiver="bo@example.org") is not None
