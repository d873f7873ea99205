"""Kinds of days, and counting in working days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_MOST_STEPS = 3660  # Ten years without one working day: the settings are wrong, not the question.


class DayKind(StrEnum):
    """The kinds of days on which the arena may be closed."""

    PUBLIC_HOLIDAY = "public_holiday"
    EVE = "eve"
    SQUEEZE_DAY = "squeeze_day"


# Midsummer's, Christmas and New Year's Eve equal Sundays in law (1977:480); squeeze days do not.
CLOSED_BY_DEFAULT: Mapping[DayKind, bool] = {
    DayKind.PUBLIC_HOLIDAY: True,
    DayKind.EVE: True,
    DayKind.SQUEEZE_DAY: False,
}


def is_weekend(day: date) -> bool:
    """Tell whether it is a Saturday or a Sunday."""
    return day.weekday() >= 5


def is_squeeze_day(day: date, is_festive: Callable[[date], bool]) -> bool:
    """Tell whether `day` is a single weekday between a holiday and a weekend or a holiday.

    `is_festive` tells of public holidays and eves. Such is the Friday after Ascension Day.
    """
    if is_weekend(day) or is_festive(day):
        return False
    before, after = day - _DAY, day + _DAY
    is_squeezed = all(is_weekend(side) or is_festive(side) for side in (before, after))
    return is_squeezed and (is_festive(before) or is_festive(after))


def add_working_days(day: date, count: int, is_working: Callable[[date], bool]) -> date:
    """Return the `count`-th working day after `day`, or before it when `count` is negative.

    With 0 it is `day` itself, working or not. Raises `OverflowError` when there are too few.
    """
    step = _DAY if count > 0 else -_DAY
    left, steps = abs(count), 0
    while left:
        day += step
        left -= is_working(day)
        steps += 1
        if steps - abs(count) > _MOST_STEPS:
            raise OverflowError("There are no working days left to count.")
    return day
