"""How something recurs, against an implementation that nobody here wrote."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as some

from arena.events.recurrence import (
    MOST,
    Frequency,
    Rule,
    RuleError,
    months_without,
    occurrences,
    read_rule,
    write_rule,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ZONES = [STOCKHOLM, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
DAYS = some.dates(date(2026, 1, 1), date(2029, 12, 31))
TIMES = some.builds(time, some.integers(0, 23), some.sampled_from((0, 30)))


@some.composite
def rules(draw, first=date(2026, 1, 1)):
    frequency = draw(some.sampled_from(Frequency))
    facts = {"frequency": frequency, "interval": draw(some.integers(1, 6))}
    if frequency is Frequency.WEEKLY:
        facts["weekdays"] = tuple(sorted(draw(some.sets(some.integers(0, 6), min_size=1))))
    if frequency is Frequency.MONTHLY and draw(some.booleans()):
        facts["is_last_day"] = True
    elif frequency is Frequency.MONTHLY and draw(some.booleans()):
        facts["weekdays"] = (draw(some.integers(0, 6)),)
        facts["week"] = draw(some.sampled_from((1, 2, 3, 4, -1)))
    if draw(some.booleans()):
        return Rule(**facts, count=draw(some.integers(1, 60)))
    return Rule(**facts, until=first + timedelta(draw(some.integers(0, 300))))


def independent(rule, starts_at, zone):
    """What a calendar program shows for the same series."""
    event = icalendar.Event()
    event.add("UID", "one")
    event.add("DTSTART", starts_at.replace(tzinfo=zone))
    event.add("DURATION", timedelta(hours=1))
    event.add("RRULE", icalendar.vRecur.from_ical(write_rule(rule, zone)))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    shown = recurring_ical_events.of(calendar).between(
        starts_at - timedelta(days=2), starts_at + timedelta(days=60 * 366)
    )
    return sorted(each["DTSTART"].dt.astimezone(UTC) for each in shown)


@settings(deadline=None, max_examples=120)
@given(some.data(), DAYS, TIMES, some.sampled_from(ZONES))
def test_a_calendar_program_shows_the_same_occurrences(data, day, at, zone):
    rule = data.draw(rules(day))
    try:
        ours = occurrences(rule, day, at, zone)
    except RuleError:
        assert rule.interval * (rule.count or 0) > 60
        return
    if not ours:
        assert rule.until is not None
        return
    # A calendar program counts the first day as well, fitting or not: give it one that fits.
    first = ours[0].astimezone(zone).date()
    assert occurrences(rule, first, at, zone) == ours
    assert independent(rule, datetime.combine(first, at), zone) == ours


@given(some.data(), some.sampled_from(ZONES))
def test_a_rule_is_read_as_it_was_written(data, zone):
    rule = data.draw(rules())
    assert read_rule(write_rule(rule, zone), zone) == rule


def weekly(**facts):
    return Rule(frequency=Frequency.WEEKLY, **facts)


def local(rule, day, at, zone=STOCKHOLM):
    moments = occurrences(rule, day, at, zone)
    return [f"{moment.astimezone(zone):%m-%d %H:%M}" for moment in moments]


def test_nine_stays_nine_over_a_clock_change():
    rule = weekly(weekdays=(1,), count=2)
    first, second = occurrences(rule, date(2026, 10, 20), time(9), STOCKHOLM)
    assert (first.hour, second.hour) == (7, 8)


def test_an_hour_that_is_left_out_is_read_with_the_offset_before_it():
    rule = weekly(weekdays=(6,), count=2)
    assert local(rule, date(2026, 3, 22), time(2, 30)) == ["03-22 02:30", "03-29 03:30"]


def test_an_hour_that_comes_twice_is_its_first():
    rule = Rule(frequency=Frequency.DAILY, count=1)
    (found,) = occurrences(rule, date(2026, 10, 25), time(2, 30), STOCKHOLM)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_month_without_that_day_is_skipped():
    rule = Rule(frequency=Frequency.MONTHLY, count=3)
    assert local(rule, date(2026, 1, 31), time(9)) == ["01-31 09:00", "03-31 09:00", "05-31 09:00"]


def test_the_months_without_a_day_are_known():
    year = Rule(frequency=Frequency.MONTHLY, until=date(2027, 6, 30))
    found = months_without(year, date(2027, 1, 31))
    assert found == [date(2027, month, 1) for month in (2, 4, 6)]
    assert months_without(year, date(2027, 1, 28)) == []
    cut_short = Rule(frequency=Frequency.MONTHLY, until=date(2027, 2, 27))
    assert months_without(cut_short, date(2027, 1, 31)) == []
    twice = Rule(frequency=Frequency.MONTHLY, count=2, interval=12)
    assert months_without(twice, date(2028, 2, 29)) == [
        date(year, 2, 1) for year in range(2029, 2032)
    ]


def test_the_last_day_of_each_month_is_in_every_month():
    rule = Rule(frequency=Frequency.MONTHLY, is_last_day=True, count=3)
    assert months_without(rule, date(2026, 1, 31)) == []
    assert local(rule, date(2026, 1, 15), time(9)) == ["01-31 09:00", "02-28 09:00", "03-31 09:00"]


def test_the_last_friday_of_each_month_is_the_last():
    rule = Rule(frequency=Frequency.MONTHLY, weekdays=(4,), week=-1, until=date(2026, 4, 1))
    found = local(rule, date(2026, 1, 1), time(8))
    assert found == ["01-30 08:00", "02-27 08:00", "03-27 08:00"]


def test_every_other_week_is_counted_from_the_first_ones_monday():
    rule = weekly(interval=2, weekdays=(0, 6), count=3)
    assert local(rule, date(2026, 11, 29), time(9)) == ["11-29 09:00", "12-07 09:00", "12-13 09:00"]


def test_the_last_day_counts():
    rule = Rule(frequency=Frequency.DAILY, until=date(2026, 12, 2))
    assert len(occurrences(rule, date(2026, 12, 1), time(23, 30), STOCKHOLM)) == 2


def test_a_rule_that_ends_before_it_begins_yields_nothing():
    rule = Rule(frequency=Frequency.DAILY, until=date(2026, 11, 30))
    assert occurrences(rule, date(2026, 12, 1), time(9), STOCKHOLM) == []


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({}, "no_end"),
        ({"count": 3, "until": date(2027, 1, 1)}, "two_ends"),
        ({"count": 0}, "count"),
        ({"count": MOST + 1}, "count"),
        ({"count": 3, "interval": 0}, "interval"),
        ({"count": 3, "weekdays": ()}, "no_weekday"),
        ({"count": 3, "weekdays": (7,)}, "no_weekday"),
        ({"count": 3, "week": 1}, "week"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(facts, problem):
    with pytest.raises(RuleError) as refused:
        weekly(**{"weekdays": (1,), **facts})
    assert refused.value.problem == problem


def test_more_than_five_years_are_refused():
    rule = Rule(frequency=Frequency.MONTHLY, interval=6, count=13)
    with pytest.raises(RuleError, match="too_long"):
        occurrences(rule, date(2026, 1, 1), time(9), STOCKHOLM)


def test_a_last_day_too_far_off_is_refused_without_counting_to_it():
    rule = Rule(frequency=Frequency.DAILY, until=date(9999, 12, 31))
    with pytest.raises(RuleError, match="too_long"):
        occurrences(rule, date(2026, 1, 1), time(9), STOCKHOLM)


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=WEEKLY", "FREQ=HOURLY;COUNT=2", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;COUNT=2;BYHOUR=3"],
)
def test_what_arena_did_not_write_is_refused(text):
    with pytest.raises(RuleError):
        read_rule(text, STOCKHOLM)
