"""Working days are counted without the days that are off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.resources.rules.days import add_working_days, is_squeeze_day, is_weekend

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
ASCENSION = date(2026, 5, 14)  # A Thursday.


def is_weekday(day):
    return not is_weekend(day)


@given(days, st.integers(1, 60))
def test_counting_forwards_passes_exactly_so_many_working_days(day, n):
    end = add_working_days(day, n, is_weekday)
    passed = [day + timedelta(number + 1) for number in range((end - day).days)]
    assert sum(map(is_weekday, passed)) == n
    assert is_weekday(end)


@given(days.filter(is_weekday), st.integers(-60, 60))
def test_counting_there_and_back_from_a_working_day_ends_where_it_began(day, n):
    assert add_working_days(add_working_days(day, n, is_weekday), -n, is_weekday) == day


def test_no_days_lead_to_the_day_itself():
    assert add_working_days(date(2026, 11, 28), 0, is_weekday) == date(2026, 11, 28)


def test_counting_where_no_day_is_a_working_day_ends_with_an_error():
    with pytest.raises(OverflowError):
        add_working_days(ASCENSION, 1, lambda day: False)


def test_the_friday_after_ascension_day_is_a_squeeze_day():
    assert is_squeeze_day(date(2026, 5, 15), {ASCENSION}.__contains__)
    assert not is_squeeze_day(date(2026, 5, 13), {ASCENSION}.__contains__)


def test_one_day_between_two_holidays_is_a_squeeze_day_and_two_are_not():
    tuesday = date(2026, 5, 12)
    assert is_squeeze_day(date(2026, 5, 13), {tuesday, ASCENSION}.__contains__)
    assert not is_squeeze_day(date(2026, 5, 12), {date(2026, 5, 11), ASCENSION}.__contains__)


@given(days)
def test_without_holidays_nothing_is_squeezed(day):
    assert not is_squeeze_day(day, lambda other: False)
