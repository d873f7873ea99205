"""When the demo's groups come: more in spring and autumn, hardly any in July and at Christmas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

# Shares of a year's groups, January first.
MONTHS = (5, 7, 9, 12, 14, 10, 0, 3, 12, 13, 11, 4)
MONTHS_BACK = 24
DAYS_AHEAD = 270
GROUPS_A_YEAR = 260
# Not every request becomes a visit: so many more are made.
REQUESTS_FOR_A_GROUP = 1.38


def visit_days(today: date, scale: int, chance: Random) -> Iterator[date]:
    """Yield a weekday for each request, from two years back to nine months ahead, in order."""
    first = today - timedelta(days=MONTHS_BACK * 365 // 12)
    for number in range((today - first).days + DAYS_AHEAD):
        day = first + timedelta(days=number)
        if day.weekday() > 4 or is_quiet(day):
            continue
        weekdays_a_month = 21
        mean = GROUPS_A_YEAR * REQUESTS_FOR_A_GROUP * MONTHS[day.month - 1] / 100
        for _ in range(_poisson(mean * scale / weekdays_a_month, chance)):
            yield day


def is_quiet(day: date) -> bool:
    """Tell whether the arena rests: weeks 28 to 31, and from week 51 over the new year."""
    week = day.isocalendar().week
    return 28 <= week <= 31 or week >= 51 or week == 1


def working_moment(day: date, zone: ZoneInfo, chance: Random) -> datetime:
    """Return a moment between eight and five on the next weekday from `day`."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    minutes = chance.randrange(8 * 60, 17 * 60)
    return datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minutes)


def _poisson(mean: float, chance: Random) -> int:
    """Return how many events of a steady rate fall into one interval (Knuth's method)."""
    limit, product, count = 2.718281828459045**-mean, chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def asked_on(day: date, lead_working_days: int, zone: ZoneInfo, chance: Random) -> datetime:
    """Return when a group asks for `day`: mostly some weeks ahead, at times many months."""
    least = lead_working_days * 7 // 5 + 4
    soon = chance.random() < 0.8
    ahead = chance.triangular(1, 45, 10) if soon else chance.uniform(45, 230)
    return working_moment(day - timedelta(days=round(least + ahead)), zone, chance)
