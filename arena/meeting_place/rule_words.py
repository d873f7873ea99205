"""How a series recurs, in the words that people read."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from arena import clock
from arena.events.recurrence import Frequency, Rule, months_without, read_rule
from arena.meeting_place.models import BookingSeries
from arena.resources.words import weekday_label
from arena.web import filters

_EACH: dict[str, Any] = {
    Frequency.DAILY: _l("Every day"),
    Frequency.WEEKLY: _l("Every week"),
    Frequency.MONTHLY: _l("Every month"),
}
_EVERY_OTHER: dict[str, Any] = {
    Frequency.DAILY: _l("Every other day"),
    Frequency.WEEKLY: _l("Every other week"),
    Frequency.MONTHLY: _l("Every other month"),
}
_EVERY: dict[str, Any] = {
    Frequency.DAILY: _l("Every %(num)d days"),
    Frequency.WEEKLY: _l("Every %(num)d weeks"),
    Frequency.MONTHLY: _l("Every %(num)d months"),
}
# In Swedish it is “var 21:a vecka”, beside “var 23:e vecka”.
_EVERY_FIRST: dict[str, Any] = {
    Frequency.DAILY: lazy_pgettext("ends as first or second", "Every %(num)d days"),
    Frequency.WEEKLY: lazy_pgettext("ends as first or second", "Every %(num)d weeks"),
    Frequency.MONTHLY: lazy_pgettext("ends as first or second", "Every %(num)d months"),
}


def rule_words(series: BookingSeries) -> str:
    """`{{ booking.series|rule_words }}`: “Varje vecka, torsdag, kl. 10.00”."""
    return _often(read_rule(series.rule, clock.zone()), series.begins_at)


def whole_rule_words(rule: Rule, begins_at: time) -> str:
    """Return a rule with its end: “Varje vecka, torsdag, kl. 10.00, till tors 28 januari 2027”."""
    if rule.until is not None:
        end: str = _("until %(day)s", day=filters.day(rule.until))
    else:
        end = ngettext("%(num)d time", "%(num)d times", rule.count or 0)
    return f"{_often(rule, begins_at)}, {end}"


def missing_words(rule: Rule, first_on: date) -> str:
    """Return which months of a rule have no such day, and what to do; nothing where all have it.

    The 29th is missing from some Februaries; later days from the same months each year.
    """
    months = months_without(rule, first_on)
    if not months:
        return ""
    if first_on.day == 29:
        names = [filters.month(month) for month in months]
    else:
        numbers = sorted({month.month for month in months})
        names = [filters.month_name(date(first_on.year, number, 1)) for number in numbers]
    text: str = _(
        "There is no day %(day)d in %(months)s: those months are left out. For every month, "
        "choose “Every month, on its last day”.",
        day=first_on.day,
        months=filters.listing(names),
    )
    return text


def _often(rule: Rule, begins_at: time) -> str:
    interval = rule.interval
    if interval <= 2:
        often = str((_EACH if interval == 1 else _EVERY_OTHER)[rule.frequency])
    else:
        is_first = interval % 10 in (1, 2) and interval not in (11, 12)
        every = (_EVERY_FIRST if is_first else _EVERY)[rule.frequency]
        often = str(every) % {"num": interval}
    days = filters.listing(weekday_label(day) for day in rule.weekdays) if rule.weekdays else ""
    if rule.is_last_day:
        days = _("on its last day")
    at = _("at %(time)s", time=filters.clocktime(begins_at))
    return ", ".join(filter(None, [often, days, at]))


FILTERS = (rule_words,)
