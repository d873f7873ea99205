"""How something recurs: the part of RFC 5545's RRULE that people choose from, and its occurrences.

A rule is about local time: every Tuesday at 9 stays at 9 over a clock change. A series always has
an end, by a number of occurrences or a last day, and at most `MOST` occurrences.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import islice
from typing import Literal

from dateutil import rrule

MOST = 400  # Occurrences: more than a year of every day.
LONGEST = timedelta(days=5 * 366)
_LAST_DAY = "BYMONTHDAY=-1"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """RFC 5545, 3.3.10: FREQ; the values are as written there."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


_FREQUENCIES: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
}


class RuleError(ValueError):
    """A rule that means nothing; `problem` says why, in one of the words of `PROBLEMS`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


PROBLEMS = ("no_end", "two_ends", "no_weekday", "interval", "count", "week", "too_long", "syntax")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Every `interval` days, weeks or months, until `count` occurrences or the day `until`.

    Weekly rules name `weekdays` (0 is Monday). Monthly rules name one weekday and `week`, its
    number in the month (1–4, −1 for the last), or are on its last day, or neither: then it is the
    first one's day of the month, and months without that day are skipped (`months_without`).
    Raises `RuleError` for what means nothing.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    week: int | None = None
    is_last_day: bool = False  # BYMONTHDAY=-1
    count: int | None = None
    until: date | None = None  # The last day, inclusive.

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if self.count is None and self.until is None:
            raise RuleError("no_end")
        if self.count is not None and self.until is not None:
            raise RuleError("two_ends")
        if not 1 <= self.interval <= 99:
            raise RuleError("interval")
        if self.count is not None and not 1 <= self.count <= MOST:
            raise RuleError("count")
        self._check_days()

    def _check_days(self) -> None:
        known = all(0 <= weekday <= 6 for weekday in self.weekdays)
        wanted = {
            Frequency.DAILY: not self.weekdays,
            Frequency.WEEKLY: bool(self.weekdays),
            Frequency.MONTHLY: len(self.weekdays) == (self.week is not None),
        }
        if not known or not wanted[self.frequency]:
            raise RuleError("no_weekday")
        if self.week is not None and (
            self.frequency is not Frequency.MONTHLY or self.week not in (1, 2, 3, 4, -1)
        ):
            raise RuleError("week")
        if self.is_last_day and (self.frequency is not Frequency.MONTHLY or self.weekdays):
            raise RuleError("week")


def occurrences(rule: Rule, first_day: date, clock_time: time, zone: tzinfo) -> list[datetime]:
    """Return when it takes place, in UTC and in order, each at the local time `clock_time`.

    The first is on `first_day`, or on the first day after it that fits the rule. A local time that
    a clock change leaves out is read with the offset before it, and of one that comes twice it is
    the first (RFC 5545, 3.3.5).
    Raises `RuleError("too_long")` for more than `MOST` or more than five years.
    """
    days = [moment.date() for moment in islice(_days(rule, first_day), MOST + 1)]
    if len(days) > MOST or (days and days[-1] - first_day > LONGEST):
        raise RuleError("too_long")
    return [datetime.combine(day, clock_time, zone).astimezone(UTC) for day in days]


def months_without(rule: Rule, first_day: date) -> list[date]:
    """Return the first days of the months that a rule leaves out for want of the day of the month.

    RFC 5545, 3.3.10: a recurrence on an invalid date, such as 30 February, is ignored.
    """
    if rule.frequency is not Frequency.MONTHLY or rule.weekdays or rule.is_last_day:
        return []
    days = [moment.date() for moment in islice(_days(rule, first_day), MOST)]
    if not days:
        return []
    end = days[-1] if rule.until is None else rule.until
    months = rrule.rrule(
        rrule.MONTHLY,
        dtstart=datetime.combine(first_day.replace(day=1), time.min),
        interval=rule.interval,
        until=datetime.combine(end, time.max),
    )
    lengths = ((month.date(), monthrange(month.year, month.month)[1]) for month in months)
    return [
        month
        for month, length in lengths
        if length < first_day.day and month.replace(day=length) <= end
    ]


def write_rule(rule: Rule, zone: tzinfo) -> str:
    """Return the value of an RRULE property; UNTIL is in UTC, the end of the local day."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        until = datetime.combine(rule.until, time(23, 59, 59), zone).astimezone(UTC)
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    if rule.weekdays:
        number = "" if rule.week is None else str(rule.week)
        days = (number + _DAYS[weekday] for weekday in sorted(rule.weekdays))
        parts.append(f"BYDAY={','.join(days)}")
    if rule.is_last_day:
        parts.append(_LAST_DAY)
    return ";".join(parts)


def read_rule(text: str, zone: tzinfo) -> Rule:
    """Read what `write_rule` wrote; raises `RuleError` for anything else."""
    try:
        parts = dict(part.split("=", 1) for part in text.split(";"))
        frequency = Frequency(parts.pop("FREQ"))
        interval, count = int(parts.pop("INTERVAL", "1")), parts.pop("COUNT", None)
        until, days = parts.pop("UNTIL", None), parts.pop("BYDAY", None)
        weekdays = tuple(_DAYS.index(day[-2:]) for day in days.split(",")) if days else ()
        weeks = {day[:-2] for day in days.split(",")} if days else {""}
        week = weeks.pop()
        month_day = parts.pop("BYMONTHDAY", None)
        if parts or weeks or month_day not in (None, "-1"):
            raise RuleError("syntax")
        return Rule(
            frequency=frequency,
            interval=interval,
            weekdays=weekdays,
            week=int(week) if week else None,
            is_last_day=month_day is not None,
            count=None if count is None else int(count),
            until=None if until is None else _local_day(until, zone),
        )
    except (KeyError, ValueError) as wrong:
        if isinstance(wrong, RuleError):
            raise
        raise RuleError("syntax") from wrong


def _local_day(text: str, zone: tzinfo) -> date:
    moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return moment.astimezone(zone).date()


def _days(rule: Rule, first_day: date) -> rrule.rrule:
    """Return the midnights of the days of a rule, without a zone; lazily, for it may be long."""
    weekdays = [
        rrule.weekday(weekday) if rule.week is None else rrule.weekday(weekday, rule.week)
        for weekday in rule.weekdays
    ]
    return rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(first_day, time.min),
        interval=rule.interval,
        wkst=rrule.MO,
        count=rule.count,
        until=None if rule.until is None else datetime.combine(rule.until, time.max),
        byweekday=weekdays or None,
        bymonthday=-1 if rule.is_last_day else None,
    )
