"""How a series recurs, as it is changed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.events.recurrence import Frequency, Rule, read_rule
from arena.meeting_place.forms.repeating import CHOICES, RepeatForm
from arena.meeting_place.models import BookingSeries
from arena.meeting_place.queries.ruling import days_of
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.words import SCOPES
from arena.web.fields import DateField, HiddenField, RadioField


class RuleForm(RepeatForm):
    """Another rule: for which occurrences, from which day, and until when."""

    scope = RadioField(
        _l("What is to be changed?"),
        choices=[(str(scope), SCOPES[scope]) for scope in (Scope.FOLLOWING, Scope.ALL)],
        default=str(Scope.FOLLOWING),
        mark_optional=False,
    )
    seen = HiddenField()
    repeat = RadioField(
        _l("How does it recur?"),
        required=_l("Choose how it recurs."),
        choices=CHOICES,
        mark_optional=False,
    )
    day = DateField(
        _l("From which day"),
        hint=_l("Leave it empty to begin with the first time that is changed."),
        mark_optional=False,
    )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Ask nothing of the time of day: it stays."""
        for name in ("begins_at", "minutes"):
            if name in self:
                self.__delitem__(name)
        super().process(*arguments, **options)

    @property
    def chosen_scope(self) -> Scope:
        """For which occurrences it is."""
        return Scope(self["scope"].data or Scope.FOLLOWING)

    def first_on(self, anchor: date) -> date:
        """Return the day from which the rule is to hold."""
        day: date | None = self["day"].data
        return day or anchor


def rule_data(series: BookingSeries) -> dict[str, Any]:
    """Return how a series recurs as the form shows it: until a last day, be it counted or not.

    A count would mean another day with each choice of what is to be changed. What is counted ends
    with the week, or the month, of its last time: so other days of it lose none.
    """
    rule = read_rule(series.rule, clock.zone())
    return {
        "repeat": _repeat(rule),
        "interval": rule.interval,
        "weekdays": list(rule.weekdays) if rule.frequency is Frequency.WEEKLY else [],
        "until": rule.until or _end(rule, max(days_of(series), default=series.first_on)),
    }


def _end(rule: Rule, last: date) -> date:
    if rule.frequency is Frequency.MONTHLY:
        return last.replace(day=monthrange(last.year, last.month)[1])
    if rule.frequency is Frequency.WEEKLY:
        return last + timedelta(days=6 - last.weekday())
    return last


def _repeat(rule: Rule) -> str:
    if rule.frequency is Frequency.MONTHLY and rule.week is not None:
        return "monthly_weekday"
    if rule.is_last_day:
        return "monthly_last"
    return str(rule.frequency).lower()
