"""Working days, and the days on which the arena is closed, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays
from flask_babel import gettext
from holidays.constants import DE_FACTO, PUBLIC

from arena.resources.queries.timetables import Timetable, get_timetable
from arena.resources.rules.days import (
    DayKind,
    add_working_days,
    is_squeeze_day,
    is_weekend,
)
from arena.web.languages import speak

_SPOKEN = {"sv": "sv", "en": "en_US"}  # The library's names of its own translations.


class WorkingDays:
    """The calendar of the arena: working days, closed days and why."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable = timetable

    def kind(self, day: date) -> DayKind | None:
        """Return what kind of special day it is, or None for a common one."""
        if day in _holidays(PUBLIC, day.year, "sv"):
            return DayKind.PUBLIC_HOLIDAY
        if day in _holidays(DE_FACTO, day.year, "sv"):
            return DayKind.EVE
        if is_squeeze_day(day, _is_festive):
            return DayKind.SQUEEZE_DAY
        return None

    def name(self, day: date, language: str) -> str | None:
        """Return what a special day is called: “Midsommarafton”, “Bridge day”."""
        kind = self.kind(day)
        if kind is None:
            return None
        if kind is DayKind.SQUEEZE_DAY:
            with speak(language):
                return str(gettext("Bridge day"))
        category = PUBLIC if kind is DayKind.PUBLIC_HOLIDAY else DE_FACTO
        return _holidays(category, day.year, language)[day]

    def is_closed_by_rule(self, day: date) -> bool:
        """Tell whether it is a special day of a kind on which the arena is closed."""
        kind = self.kind(day)
        return kind is not None and self.timetable.rules[kind]

    def is_open(self, day: date) -> bool:
        """Tell whether neither a day rule nor a closure of the whole arena closes `day`.

        Weekends may be open: the weekly hours say so, and each offer its weekdays.
        """
        return not self.is_closed_by_rule(day) and self.timetable.closure_on(day) is None

    def is_working(self, day: date) -> bool:
        """Tell whether `day` is a Monday to Friday on which the arena is open."""
        return not is_weekend(day) and self.is_open(day)

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`, or before it when `n` is negative.

        Forwards are the promises and preparations of staff, who are away while the arena has
        closed: such days do not count. Backwards are the deadlines of guests, which a closure
        that is entered later must not bring forward: only the day rules count.
        """
        return add_working_days(day, n, self.is_working if n > 0 else self._is_working_by_rule)

    def closed_reason(self, day: date, language: str) -> str | None:
        """Return why the arena is closed: “Stängt: Midsommarafton”, “Sommarstängt v. 28–31”.

        None where it is open, and on weekends that nothing else closes.
        """
        if self.is_closed_by_rule(day):
            with speak(language):
                return str(gettext("Closed: %(day)s", day=self.name(day, language)))
        closure = self.timetable.closure_on(day)
        return None if closure is None else closure.reason(language)

    def _is_working_by_rule(self, day: date) -> bool:
        return not is_weekend(day) and not self.is_closed_by_rule(day)

    def special_days(self, starts_on: date, ends_on: date) -> Iterator[tuple[date, DayKind]]:
        """Go through the holidays, eves and squeeze days of `[starts_on, ends_on)`."""
        for number in range((ends_on - starts_on).days):
            day = starts_on + timedelta(days=number)
            kind = self.kind(day)
            if kind is not None:
                yield day, kind


def working_days() -> WorkingDays:
    """Return the calendar that holds now; ask once for a page, it costs a query."""
    return WorkingDays(get_timetable())


def _is_festive(day: date) -> bool:
    return any(day in _holidays(category, day.year, "sv") for category in (PUBLIC, DE_FACTO))


@lru_cache(maxsize=400)
def _holidays(category: str, year: int, language: str) -> Mapping[date, str]:
    """Return the Swedish holidays of a year by name; Sundays are not among them.

    The library counts every Sunday as a holiday unless told not to, and keeps the eves
    that equal Sundays (1977:480) in a category of their own.
    """
    found = holidays.country_holidays(
        "SE",
        years=year,
        expand=False,
        include_sundays=False,
        categories=(category,),
        language=_SPOKEN.get(language, "en_US"),
    )
    return dict(found.items())
