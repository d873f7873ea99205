"""Weeks as people write them (“v. 6, 20, 37, 47”), and the days and moments that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

MOST = 60
_SMALL = re.compile(r"(?i)\b(?:veckor(?:na)?|vecka|weeks?|v|w|och|and|samt)\b\.?|&")
_GLUED = re.compile(r"(?i)(?<![a-zåäö])[vw]\.?\s*(?=\d)")
_DASH = re.compile(r"\s*[-–—]\s*")
_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})")
_LAST_WEEK = 53


@dataclass(frozen=True)
class WeekError(ValueError):
    """What is wrong with weeks: `problem` is a word, `text` what it is about."""

    problem: str  # "syntax", "none", "week", "no_53", "twice", "many"
    text: str = ""


def read_weeks(text: str) -> list[int]:
    """Return the numbers that a text of weeks names, in its order; raise `WeekError`.

    Commas, blanks, “och” and line breaks part them; “6–9” is four weeks.
    """
    plain = _DASH.sub("-", _SMALL.sub(" ", _GLUED.sub(" ", text)))
    found: list[int] = []
    for word in re.split(r"[\s,;/.]+", plain):
        if not word:
            continue
        found += _read_word(word)
        if len(found) > MOST:
            raise WeekError("many")
    if not found:
        raise WeekError("none")
    return found


def _read_word(word: str) -> list[int]:
    if span := _RANGE.fullmatch(word):
        first, last = int(span[1]), int(span[2])
        if first > last:
            raise WeekError("syntax", word)
        return [_checked(week) for week in range(first, last + 1)]
    if not (word.isascii() and word.isdigit() and len(word) <= 2):
        raise WeekError("syntax", word[:20])
    return [_checked(int(word))]


def _checked(week: int) -> int:
    if not 1 <= week <= _LAST_WEEK:
        raise WeekError("week", str(week))
    return week


def days_of(year: int, weeks: Sequence[int], weekday: int) -> list[date]:
    """Return the day of each week, in their order; `weekday` 0 is Monday.

    `year` is the ISO year of the first week. A week with a lower number than the one before it is
    the next year's: “v. 47, 6”. Raises `WeekError` for a week 53 that the year does not have, and
    for a week that is there twice.
    """
    days: list[date] = []
    before = 0
    for week in weeks:
        if week == before:
            raise WeekError("twice", str(week))
        year += week < before
        before = week
        try:
            days.append(date.fromisocalendar(year, week, weekday + 1))
        except ValueError as error:
            raise WeekError("no_53", str(year)) from error
    return days


def moment_on(day: date, at: time, zone: tzinfo) -> datetime | None:
    """Return a clock time of a day in UTC; None where the clocks leave it out that day.

    Of an hour that comes twice it is the first.
    """
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == wall else None
