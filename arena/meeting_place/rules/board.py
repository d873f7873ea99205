"""The board's geometry: which days and hours it shows, and where along a row a moment stands.

Nights are left out: every day takes up the same width, from its first shown hour to its last. Walls
of time are counted in minutes from the first day's midnight, as clocks show them: 1,440 a day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY_MINUTES = 24 * 60
USUAL_HOURS = (8, 18)


class View(StrEnum):
    """How much time the board shows."""

    DAY = "day"
    WEEK = "week"
    WEEKS = "weeks"


DAYS = {View.DAY: 1, View.WEEK: 7, View.WEEKS: 28}


def first_day(view: View, wanted: date) -> date:
    """Return the first day that a view of `wanted` shows: the day itself, or its week's Monday."""
    return wanted if view is View.DAY else wanted - timedelta(days=wanted.weekday())


def hours_shown(
    spans: Iterable[tuple[time, time]], walls: Collection[tuple[int, int]], days: int
) -> tuple[int, int]:
    """Return the first and the last hour of a day that must be seen: of opening, or of an entry.

    `walls` are the first and last minutes of entries; of one that lasts over a midnight its evening
    counts, if all of it would be in the night, which is not drawn.
    """
    hours = [
        (opens.hour, _last_hour(closes.hour * 60 + closes.minute))
        for opens, closes in spans
        if (opens, closes) != (time.min, time.max)
    ] or [USUAL_HOURS]
    first, last = min(hour for hour, _ in hours), max(hour for _, hour in hours)
    over_night = []
    for start, end in walls:
        begins, ends = max(start, 0), min(end, days * DAY_MINUTES)
        day = begins // DAY_MINUTES * DAY_MINUTES
        if ends - day <= DAY_MINUTES:
            first = min(first, (begins - day) // 60)
            last = max(last, _last_hour(ends - day))
        elif ends - begins < DAY_MINUTES:
            over_night.append((begins % DAY_MINUTES, ends % DAY_MINUTES))
    if any(evening >= last * 60 and morning <= first * 60 for evening, morning in over_night):
        last = DAY_MINUTES // 60
    return first, last


def _last_hour(minutes: int) -> int:
    return -(-minutes // 60)


@dataclass(frozen=True)
class Scale:
    """Days in a row, each from one hour to another, and the way from moments to percentages."""

    first: date
    days: int
    zone: tzinfo
    hours: tuple[int, int] = (0, 24)
    _midnights: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note when each day begins, in seconds since 1970."""
        for number in range(self.days + 1):
            day = datetime.combine(self.first + timedelta(days=number), time.min, self.zone)
            self._midnights.append(int(day.timestamp()))

    @property
    def dates(self) -> list[date]:
        """The days."""
        return [self.first + timedelta(days=number) for number in range(self.days)]

    @property
    def dates_around(self) -> list[date]:
        """The days, and those before and after: what lasts over a midnight may begin there."""
        return [self.first + timedelta(days=number) for number in range(-1, self.days + 1)]

    def wall(self, moment: int) -> int:
        """Return where the clock's hands are at a moment (seconds since 1970), as minutes.

        What is before the first day is below nothing, and after the last the count goes on.
        """
        number = bisect_right(self._midnights, moment) - 1
        if not 0 <= number < self.days:
            beyond = datetime.fromtimestamp(moment, self.zone)
            number = (beyond.date() - self.first).days
            return number * DAY_MINUTES + beyond.hour * 60 + beyond.minute
        midnight = self._midnights[number]
        if self._midnights[number + 1] - midnight == DAY_MINUTES * 60:
            return number * DAY_MINUTES + (moment - midnight) // 60
        local = datetime.fromtimestamp(moment, self.zone)
        return number * DAY_MINUTES + local.hour * 60 + local.minute

    def percent(self, wall: int) -> float:
        """Return how far along a row a wall time stands; the night is where the evening ends.

        What is outside the days stands at their edge.
        """
        number, minute = divmod(wall, DAY_MINUTES)
        first, last = self.hours[0] * 60, self.hours[1] * 60
        within = (min(max(minute, first), last) - first) / (last - first)
        return round(100 * min(max(number + within, 0), self.days) / self.days, 2)


def closed_walls(
    number: int, spans: Sequence[tuple[time, time]], hours: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the shown times of a day, by its number, that are outside open `spans`."""
    start, until = number * DAY_MINUTES + hours[0] * 60, number * DAY_MINUTES + hours[1] * 60
    closed = []
    for opens, closes in spans:
        opening = number * DAY_MINUTES + opens.hour * 60 + opens.minute
        if opening > start:
            closed.append((start, min(opening, until)))
        start = max(start, number * DAY_MINUTES + _closing(closes))
    if start < until:
        closed.append((start, until))
    return closed


def _closing(at: time) -> int:
    return DAY_MINUTES if at == time.max else at.hour * 60 + at.minute


def with_wholes(
    shown: Collection[int], parts: Collection[tuple[int, int]]
) -> dict[int, tuple[int, ...]]:
    """Return the parts of each shown whole, of (whole, part) pairs; only parts that are shown."""
    found: dict[int, tuple[int, ...]] = {}
    for whole, part in sorted(parts):
        if whole in shown and part in shown:
            found[whole] = (*found.get(whole, ()), part)
    return found
