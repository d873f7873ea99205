"""The yearly rule of a time zone, as the last line of its zone file states it."""

from __future__ import annotations

import calendar
import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path

_DAY = 86_400
_DEFAULT_TIME = 7_200  # RFC 8536, 3.3: a rule without a time of day means 02:00.
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST = 5
_FEBRUARY = 2
_ANY_YEAR = 2001  # Months other than February are of one length.
_NAME = r"(?:<([^>]+)>|([A-Za-z]{3,}))"
_TIME = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_RULE = rf"M(\d{{1,2}})\.([1-5])\.([0-6])(?:/({_TIME}))?"
_FOOTER = re.compile(rf"{_NAME}({_TIME})(?:{_NAME}({_TIME})?,{_RULE},{_RULE})?")


@dataclass(frozen=True)
class Offset:
    """A name and the seconds that local time is ahead of UTC while it holds."""

    name: str
    seconds: int


@dataclass(frozen=True)
class Onset:
    """The moment of each year from which `after` holds instead of `before`.

    `week` 5 is the last one; `weekday` 0 is Sunday; `seconds` count from the midnight that begins
    the day, in the local time before the change, and may lie outside that day (RFC 8536, 3.3.1).
    """

    month: int
    week: int
    weekday: int
    seconds: int
    before: Offset
    after: Offset

    def in_year(self, year: int) -> datetime:
        """Return the moment in `year`, with the offset that held before it."""
        first, days = calendar.monthrange(year, self.month)
        day = 1 + (self.weekday - (first + 1)) % 7 + 7 * (self.week - 1)
        while day > days:
            day -= 7
        zone = timezone(timedelta(seconds=self.before.seconds))
        return datetime(year, self.month, day, tzinfo=zone) + timedelta(seconds=self.seconds)

    @property
    def recurrence(self) -> str | None:
        """The RRULE of this moment, or None where one rule cannot say it.

        A time of day of 24 hours or more, or below zero, falls on a neighbouring day: “the Friday
        before the last Sunday” is a weekday among seven dates, as long as those are of one month.
        """
        shift = self.seconds // _DAY
        weekday = _WEEKDAYS[(self.weekday + shift) % 7]
        if shift == 0:
            nth = -1 if self.week == _LAST else self.week
            return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={nth}{weekday}"
        if self.month == _FEBRUARY:
            return None
        days = calendar.monthrange(_ANY_YEAR, self.month)[1]
        last = (days if self.week == _LAST else 7 * self.week) + shift
        if last - 6 < 1 or last > days:
            return None
        among = ",".join(str(day) for day in range(last - 6, last + 1))
        return f"FREQ=YEARLY;BYMONTH={self.month};BYMONTHDAY={among};BYDAY={weekday}"


@dataclass(frozen=True)
class ZoneRule:
    """What holds from the last listed change of a zone on: one offset, or two that take turns.

    Daylight time is the one further ahead of UTC. Ireland's law, and so its zone file, has it the
    other way round (winter time is the exception, by minus one hour); calendar programs do not.
    """

    standard: Offset
    onsets: tuple[Onset, ...] = ()  # Of daylight time, then standard time; or none.

    @property
    def is_expressible(self) -> bool:
        """Whether every onset can be written as an RRULE."""
        return all(onset.recurrence for onset in self.onsets)

    def changes(self, first_year: int, last_year: int) -> list[tuple[datetime, Offset]]:
        """List the moments (UTC) of the years, both included, at which an offset begins to hold."""
        years = range(first_year, last_year + 1)
        return [
            (onset.in_year(year).astimezone(UTC), onset.after)
            for year in years
            for onset in self.onsets
        ]


def find_rule(key: str) -> ZoneRule | None:
    """Return the rule of the zone `key`, or None where its file states none that is understood."""
    match = _FOOTER.fullmatch(_footer(key))
    if match is None:
        return None
    quoted, plain, offset, dst_quoted, dst_plain, dst_offset, *rules = match.groups()
    usual = Offset(quoted or plain, -_seconds(offset))
    if not rules[0]:
        return ZoneRule(usual)
    ahead = -_seconds(dst_offset) if dst_offset else usual.seconds + 3_600
    other = Offset(dst_quoted or dst_plain, ahead)
    begins = _onset(rules[:4], usual, other)
    ends = _onset(rules[4:], other, usual)
    if other.seconds < usual.seconds:
        return ZoneRule(other, (ends, begins))
    return ZoneRule(usual, (begins, ends))


def _onset(parts: list[str | None], before: Offset, after: Offset) -> Onset:
    month, week, weekday = (int(part or 0) for part in parts[:3])
    seconds = _seconds(parts[3]) if parts[3] else _DEFAULT_TIME
    return Onset(month, week, weekday, seconds, before, after)


def _seconds(text: str) -> int:
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    total = hours * 3_600 + minutes * 60 + seconds
    return -total if text.startswith("-") else total


def _footer(key: str) -> str:
    """Return the POSIX TZ text that ends the zone's file (RFC 8536, 3.3), "" if there is none."""
    data = _zone_file(key)
    if data[4:5] < b"2" or not data.endswith(b"\n"):
        return ""
    return data[:-1].rpartition(b"\n")[2].decode("ascii")


def _zone_file(key: str) -> bytes:
    """Return the file that `ZoneInfo(key)` reads: the system's, else that of the tzdata package.

    Another edition would let the written zone disagree with the local times written beside it.
    """
    zoneinfo.ZoneInfo(key)  # Raises on a key that is unknown or leaves its folder.
    for folder in zoneinfo.TZPATH:
        path = Path(folder, key)
        if path.is_file():
            return path.read_bytes()
    return resources.files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes()
