"""Working days, and the days on which the arena is closed, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext

from arena.resources.queries.timetables import Timetable, get_timetable
from arena.resources.rules.days import (
    DayKind,
    add_working_days,
    is_squeeze_day,
    is_weekend,
)
from arena.resources.rules.holidays import holidays_of
from arena.web.languages import speak


class WorkingDays:
    """The calendar of the arena: working days, closed days and why."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable = timetable

    def kind(self, day: date) -> DayKind | None:
        """Return what kind of special day it is, or None for a common one."""
        holiday = holidays_of(day.year).get(day)
        if holiday is not None:
            return holiday.kind
        if is_squeeze_day(day, _is_festive):
            return DayKind.SQUEEZE_DAY
        return None

    def name(self, day: date, language: str) -> str | None:
        """Return what a special day is called: “Midsommarafton”, “Squeeze day”."""
        holiday = holidays_of(day.year).get(day)
        if holiday is not None:
            return holiday.name(language)
        if not is_squeeze_day(day, _is_festive):
            return None
        with speak(language):
            return str(gettext("Squeeze day"))

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
        if closure is None:
            return None
        reason = closure.reason(language)
        if _says_closed(reason):
            return reason
        with speak(language):
            return str(gettext("Closed: %(day)s", day=reason))

    def no_times_reason(self, day: date, language: str) -> str | None:
        """Return why no times are offered: what closes the arena, or that its hours leave it out.

        An arena that was never given hours is open at all hours. A room or a host may be there
        all the same, by hours of their own: ask where there is no free time.
        """
        reason = self.closed_reason(day, language)
        if reason is not None:
            return reason
        with speak(language):
            if not self.timetable.has_schedule_on(day):
                return str(gettext("No opening hours set yet"))
            return None if self.timetable.hours_on(day) else str(gettext("Closed"))

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
    return day in holidays_of(day.year)


def _says_closed(reason: str) -> bool:
    """Tell whether the words of a closure say themselves that it is one: “Sommarstängt”."""
    return any(word in reason.casefold() for word in ("stäng", "closed"))
