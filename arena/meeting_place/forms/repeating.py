"""How a booking recurs, as people type it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.events.recurrence import LONGEST, MOST, Frequency, Rule, RuleError
from arena.meeting_place.forms.finding import BoundedField, WhenForm
from arena.resources.words import weekday_label
from arena.web.fields import CheckboxesField, DateField, RadioField

NEVER = "never"
_MONTHLY_WEEKDAY, _MONTHLY_LAST = "monthly_weekday", "monthly_last"
_FREQUENCIES = {
    "daily": Frequency.DAILY,
    "weekly": Frequency.WEEKLY,
    "monthly": Frequency.MONTHLY,
    _MONTHLY_LAST: Frequency.MONTHLY,
    _MONTHLY_WEEKDAY: Frequency.MONTHLY,
}
NAMES = ("repeat", "interval", "weekdays", "count", "until")
# The field that a problem is about, and what to do about it.
_PROBLEMS: dict[str, tuple[str, Any]] = {
    "no_end": ("count", _l("Enter how many times, or a last day.")),
    "two_ends": ("until", _l("Enter how many times or a last day, not both.")),
    "no_weekday": ("weekdays", _l("Choose the weekdays.")),
    "interval": ("interval", _l("Enter how often, from 1 to 99: 2 is every other.")),
    "count": ("count", _l("Enter how many times, from 1 to 400.")),
    "week": ("repeat", _l("Choose how it recurs.")),
    "too_long": ("until", _l("A series lasts five years at most, and takes place 400 times.")),
    "syntax": ("repeat", _l("Choose how it recurs.")),
    "early": ("day", _l("Choose a day after the last time that stays as it is.")),
    "over": ("scope", _l("Nothing of the series is still to come.")),
    "nothing": ("until", _l("Nothing takes place: the last day comes before the first time.")),
}


CHOICES = [
    ("daily", _l("Every day")),
    ("weekly", _l("Every week")),
    ("monthly", _l("Every month, on the same date")),
    (_MONTHLY_LAST, _l("Every month, on its last day")),
    (_MONTHLY_WEEKDAY, _l("Every month, on the same weekday")),
]


class RepeatForm(WhenForm):
    """A time, and whether it recurs."""

    repeat = RadioField(
        _l("Does it recur?"),
        choices=[(NEVER, _l("No")), *CHOICES],
        default=NEVER,
        mark_optional=False,
    )
    interval = BoundedField(
        _l("How often"),
        hint=_l("1 is each, 2 every other."),
        minimum=1,
        maximum=99,
        default=1,
        mark_optional=False,
        beyond=_PROBLEMS["interval"][1],
    )
    weekdays = CheckboxesField(
        _l("Weekdays"),
        hint=_l("For every week. Without a choice it is the weekday of the first day."),
        choices=lambda: [(day, weekday_label(day).capitalize()) for day in range(7)],
        coerce=int,
        mark_optional=False,
    )
    count = BoundedField(
        _l("How many times"),
        minimum=1,
        maximum=MOST,
        mark_optional=False,
        beyond=_PROBLEMS["count"][1],
    )
    until = DateField(_l("Or until the last day"), mark_optional=False)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, within five years."""
        self["until"].latest = clock.today() + LONGEST + timedelta(days=366)
        super().process(*arguments, **options)

    @property
    def is_repeating(self) -> bool:
        """Whether it is a series."""
        return "repeat" in self and self["repeat"].data not in (None, NEVER)

    def leave_out_repeating(self) -> None:
        """Ask nothing of series."""
        for name in NAMES:
            self.__delitem__(name)

    def rule(self, first_on: date | None = None) -> Rule | None:
        """Return how it recurs from a day on; None, with an error, for a rule that means nothing.

        Without a day it is that of the form.
        """
        day, chosen = first_on or self["day"].data, self["repeat"].data
        weekdays: tuple[int, ...] = ()
        week = None
        if chosen == "weekly":
            weekdays = tuple(sorted(self["weekdays"].data)) or (day.weekday(),)
        elif chosen == _MONTHLY_WEEKDAY:
            weekdays, number = (day.weekday(),), (day.day - 1) // 7 + 1
            week = number if number < 5 else -1
        try:
            return Rule(
                frequency=_FREQUENCIES[chosen],
                interval=1 if self["interval"].data is None else self["interval"].data,
                weekdays=weekdays,
                week=week,
                is_last_day=chosen == _MONTHLY_LAST,
                count=self["count"].data,
                until=self["until"].data,
            )
        except RuleError as error:
            self.refuse_rule(error.problem)
            return None

    def refuse_rule(self, problem: str) -> None:
        """Say by the right field what is wrong with the rule."""
        field, words = _PROBLEMS[problem]
        self.refuse(field, words)
