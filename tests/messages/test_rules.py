"""Reminders come at the right local time, and failures wait longer and longer."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.messages.rules import (
    RETRY_AFTER,
    ReminderRule,
    next_attempt,
    reminder_due,
    reminder_useless_after,
)

ZONES = [
    "Europe/Stockholm", "Europe/London", "America/New_York", "America/Santiago",
    "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "Pacific/Chatham",
]  # fmt: skip
RULES = [
    ReminderRule("7d", "x/guest", "guest", 7, time(9, 0)),
    ReminderRule("1d", "x/guest", "guest", 1, time(9, 0)),
    ReminderRule("eve", "x/host", "host", 1, time(15, 0)),
    ReminderRule("morning", "x/host", "host", 0, time(2, 30)),  # In the hour that is skipped.
]
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda n: datetime.fromtimestamp(n, UTC))
NOON = time(12, 0)


def days_around_clock_changes(zone):
    """Days up to nine before and after each change of the clock in 2026 and 2027."""
    first = date(2026, 1, 1)
    days = [first + timedelta(days=n) for n in range(730)]
    noons = [datetime.combine(day, NOON, zone) for day in days]
    changes = [
        after.date() for before, after in pairwise(noons) if before.utcoffset() != after.utcoffset()
    ]
    near = {change + timedelta(days=n) for change in changes for n in range(-9, 10)}
    return sorted(near) or days[::20]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.label)
def test_a_reminder_is_due_at_its_local_time_across_clock_changes(name, rule):
    zone = ZoneInfo(name)
    for day in days_around_clock_changes(zone):
        starts_at = datetime.combine(day, NOON, zone).astimezone(UTC)
        due = reminder_due(rule, starts_at, zone)
        local = due.astimezone(zone)
        assert local.date() == day - timedelta(days=rule.days_before)
        wall = datetime.combine(local.date(), rule.at)
        skipped = local.replace(tzinfo=None) - wall
        if skipped:  # Only where the clock skips that time; then as long after as it skips.
            back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
            assert back.replace(tzinfo=None) != wall
            assert timedelta() < skipped <= timedelta(hours=1)
        assert due.tzinfo is UTC
        assert due < starts_at


@given(MOMENTS, st.sampled_from(RULES), st.sampled_from(ZONES))
def test_a_reminder_is_never_worth_sending_once_the_event_has_begun(starts_at, rule, name):
    due = reminder_due(rule, starts_at, ZoneInfo(name))
    assert reminder_useless_after(rule, due, starts_at) <= starts_at


@given(st.integers(1, 50), MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)))
def test_a_try_comes_after_now_and_never_after_the_mail_is_useless(attempts, now, left):
    at = next_attempt(attempts, now, now + left)
    if at is None:
        assert left < RETRY_AFTER[min(attempts, 6) - 1]
    else:
        assert now < at <= now + left


def test_the_waits_are_1_5_15_minutes_1_4_12_hours_and_then_12_again():
    now = datetime(2026, 11, 24, 8, tzinfo=UTC)
    far = now + timedelta(days=9)
    waits = [(next_attempt(n, now, far) - now) / timedelta(minutes=1) for n in range(1, 9)]
    assert waits == [1, 5, 15, 60, 240, 720, 720, 720]


@given(st.integers(1, 49), MOMENTS)
def test_waits_never_become_shorter(attempts, now):
    far = now + timedelta(days=60)
    assert next_attempt(attempts, now, far) <= next_attempt(attempts + 1, now, far)
