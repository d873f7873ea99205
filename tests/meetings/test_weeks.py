"""Weeks as people write them become days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.meetings.rules.weeks import WeekError, days_of, moment_on, read_weeks

ZONE = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("v. 6, 20, 37, 47", [6, 20, 37, 47]),
        ("v.6,20", [6, 20]),
        ("v6 v20 v37", [6, 20, 37]),
        ("vecka 6, 20 och 37", [6, 20, 37]),
        ("Weeks 6 and 20", [6, 20]),
        ("w. 6; 8–10", [6, 8, 9, 10]),
        ("6\n20", [6, 20]),
    ],
)
def test_weeks_are_read_as_people_write_them(text, weeks):
    assert read_weeks(text) == weeks


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "none"),
        ("v.", "none"),
        ("v. 54", "week"),
        ("0", "week"),
        ("six", "syntax"),
        ("v. 10–8", "syntax"),
        ("2026", "syntax"),
        ("1-53 1-53", "many"),
    ],
)
def test_what_is_no_week_is_refused(text, problem):
    with pytest.raises(WeekError) as error:
        read_weeks(text)
    assert error.value.problem == problem


@given(st.integers(2000, 2100), st.sets(st.integers(1, 52), min_size=1), st.integers(0, 6))
def test_each_day_is_of_its_week_and_weekday(year, weeks, weekday):
    days = days_of(year, sorted(weeks), weekday)
    assert [day.isocalendar()[:2] for day in days] == [(year, week) for week in sorted(weeks)]
    assert {day.weekday() for day in days} == {weekday}


@given(st.lists(st.integers(1, 52), min_size=1, max_size=12), st.integers(0, 6))
def test_days_follow_each_other_whatever_the_weeks(weeks, weekday):
    plain = [week for n, week in enumerate(weeks) if n == 0 or week != weeks[n - 1]]
    days = days_of(2026, plain, weekday)
    assert days == sorted(set(days))


def test_a_lower_week_is_of_the_next_year():
    assert days_of(2026, [47, 6], 1) == [date(2026, 11, 17), date(2027, 2, 9)]


def test_only_some_years_have_a_week_53():
    assert days_of(2026, [53], 4) == [date(2027, 1, 1)]
    with pytest.raises(WeekError) as error:
        days_of(2027, [53], 4)
    assert (error.value.problem, error.value.text) == ("no_53", "2027")


def test_the_hour_stays_on_the_wall_when_the_clocks_change():
    days = days_of(2026, [12, 13, 14], 6)  # Sundays around 29 March.
    found = [moment_on(day, time(13), ZONE) for day in days]
    assert [each.astimezone(ZONE).hour for each in found if each] == [13, 13, 13]
    assert [each.hour for each in found if each] == [12, 11, 11]
    assert moment_on(date(2026, 3, 29), time(2, 30), ZONE) is None
    twice = moment_on(date(2026, 10, 25), time(2, 30), ZONE)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
