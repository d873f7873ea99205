"""Months, quarters and years: the periods for which visits are counted, and how they are written.

A period is written as ISO 8601 does where it can: “2026”, “2026-11”, and “2026-Q4” for quarters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

_WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})))?")


class Length(IntEnum):
    """How long a period is, in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, order=True)
class Period:
    """A calendar month, quarter or year: `[starts_on, ends_on)`."""

    starts_on: date
    length: Length

    @classmethod
    def of(cls, day: date, length: Length) -> Period:
        """Return the period of a length that a day is in."""
        return cls(date(day.year, (day.month - 1) // length * length + 1, 1), length)

    @property
    def ends_on(self) -> date:
        """The day after the last one."""
        return self.moved(1).starts_on

    @property
    def number(self) -> int:
        """Which one of its year: 4 for the last quarter."""
        return (self.starts_on.month - 1) // self.length + 1

    @property
    def written(self) -> str:
        """The period as it stands in an address."""
        year = f"{self.starts_on:%Y}"
        if self.length is Length.YEAR:
            return year
        return (
            f"{year}-Q{self.number}"
            if self.length is Length.QUARTER
            else f"{year}-{self.number:02d}"
        )

    def moved(self, count: int) -> Period:
        """Return the period so many later; earlier for a negative number."""
        months = self.starts_on.year * 12 + self.starts_on.month - 1 + count * self.length
        return Period(date(months // 12, months % 12 + 1, 1), self.length)

    def holds(self, day: date) -> bool:
        """Tell whether a day is in the period."""
        return self.starts_on <= day < self.ends_on


def read_period(text: str) -> Period | None:
    """Return the period that is written, or None where none is, or none that can be counted."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not 2000 <= int(found["year"]) < 2200:
        return None
    year = int(found["year"])
    if found["quarter"]:
        return Period(date(year, int(found["quarter"]) * 3 - 2, 1), Length.QUARTER)
    if found["month"]:
        month = int(found["month"])
        return Period(date(year, month, 1), Length.MONTH) if 1 <= month <= 12 else None
    return Period(date(year, 1, 1), Length.YEAR)


def up_to(last: Period, count: int) -> list[Period]:
    """Return `count` periods of one length, the last of which is `last`."""
    return [last.moved(number - count + 1) for number in range(count)]
