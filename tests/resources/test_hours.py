"""Which hours hold on a day, and when they are in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from arena.resources.rules.hours import (
    WeeklyHours,
    day_span,
    hours_on,
    local_moment,
    month_span,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = date(2026, 6, 15)


def hours(opens, closes, valid_from=date(2024, 1, 1), valid_until=None, weekday=0):
    return WeeklyHours(
        weekday=weekday,
        opens_at=time(opens),
        closes_at=time(closes),
        valid_from=valid_from,
        valid_until=valid_until,
    )


def test_a_schedule_holds_from_its_first_day_to_before_its_end():
    lines = [hours(9, 16, MONDAY, MONDAY + timedelta(7))]
    assert hours_on(MONDAY - timedelta(7), lines) is None
    assert hours_on(MONDAY, lines) == [(time(9), time(16))]
    assert hours_on(MONDAY + timedelta(7), lines) is None


def test_a_weekday_without_hours_is_closed_while_the_schedule_holds():
    assert hours_on(MONDAY + timedelta(1), [hours(9, 16)]) == []


def test_a_season_goes_before_the_hours_of_the_year_even_when_those_are_renewed():
    season = hours(10, 14, MONDAY - timedelta(7), MONDAY + timedelta(14))
    renewed = hours(8, 17, MONDAY - timedelta(3))
    assert hours_on(MONDAY, [hours(9, 16), season, renewed]) == [(time(10), time(14))]
    assert hours_on(MONDAY + timedelta(14), [hours(9, 16), season, renewed]) == [
        (time(8), time(17))
    ]


def test_the_later_of_two_schedules_without_end_holds():
    assert hours_on(MONDAY, [hours(9, 16), hours(8, 12, MONDAY)]) == [(time(8), time(12))]


def test_a_day_with_a_lunch_break_has_two_spans():
    assert hours_on(MONDAY, [hours(13, 17), hours(9, 12)]) == [
        (time(9), time(12)),
        (time(13), time(17)),
    ]


def test_a_time_that_the_clock_skips_is_no_moment():
    assert local_moment(date(2027, 3, 28), time(2, 30), STOCKHOLM) is None
    assert local_moment(date(2027, 3, 28), time(3), STOCKHOLM) == datetime(
        2027, 3, 28, 1, tzinfo=UTC
    )


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    assert local_moment(date(2026, 10, 25), time(2, 30), STOCKHOLM) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_ends_where_the_next_begins_and_a_month_holds_its_days(day):
    starts_at, ends_at = day_span(day, STOCKHOLM)
    assert ends_at - starts_at in [timedelta(hours=count) for count in (23, 24, 25)]
    assert day_span(day + timedelta(1), STOCKHOLM)[0] == ends_at
    month_starts, month_ends = month_span(day, STOCKHOLM)
    assert month_starts <= starts_at < ends_at <= month_ends
