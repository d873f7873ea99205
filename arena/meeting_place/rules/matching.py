"""From the days of one rule to those of another: which stay, and which becomes which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date

Stretch = Callable[[date], Hashable]


@dataclass(frozen=True)
class Match:
    """What becomes of days: `became` by the old day, `added` without one, `fallen` with no new."""

    became: Mapping[date, date]
    added: tuple[date, ...]
    fallen: tuple[date, ...]


def match_days(old: Collection[date], new: Collection[date], stretch: Stretch) -> Match:
    """Return which new day each old one becomes.

    A day of both stays. What is left becomes, in order, what is left of the same stretch: so the
    Tuesday of a week becomes its Wednesday, and stays the same meeting in people's calendars.
    """
    became = {day: day for day in set(old) & set(new)}
    free = sorted(set(new) - became.keys())
    for day in sorted(set(old) - became.keys()):
        found = next((each for each in free if stretch(each) == stretch(day)), None)
        if found is not None:
            became[day] = found
            free.remove(found)
    fallen = sorted(set(old) - became.keys())
    return Match(dict(sorted(became.items())), tuple(free), tuple(fallen))


def week_of(day: date) -> Hashable:
    """Return the ISO week of a day."""
    return day.isocalendar()[:2]


def month_of(day: date) -> Hashable:
    """Return the month of a day."""
    return day.year, day.month
