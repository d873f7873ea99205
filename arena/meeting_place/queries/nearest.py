"""The nearest open times, where the house is closed or nothing at all is free near a wish."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from arena import clock
from arena.meeting_place.queries.house import House, read_house
from arena.meeting_place.rules.fitting import Fit, Wish
from arena.resources.queries import seconds
from arena.resources.rules.hours import local_moment

DAYS_AROUND = 14  # Further away it is another meeting.
_MOST = 3
_DAY = timedelta(days=1)


def nearest_open(house: House, wish: Wish, *, ignore_events: Collection[int] = ()) -> list[Fit]:
    """Return what can be had at the nearest open times, the nearest day first.

    `house` is one that was read for the wish; it is read anew for the days around.
    """
    day = datetime.fromtimestamp(wish.start, clock.zone()).date()
    first = max(clock.today(), day - DAYS_AROUND * _DAY)
    wide = read_house(
        starts_on=first,
        ends_on=day + (DAYS_AROUND + 2) * _DAY,
        is_partner=house.is_partner,
        equipment=house.equipment,
        ignore_events=ignore_events,
    )
    found: list[Fit] = []
    for near_day in _days_around(day, first):
        for other in _within_hours(wide, wish, near_day):
            choice = wide.choose(other)
            fits = [fit for fit in (*choice.fits, *choice.near) if not fit.lacks]
            found += [_beside(fit, wish, is_other_day=near_day != day) for fit in fits]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _days_around(day: date, first: date) -> Iterator[date]:
    """Go through the days, the nearest first; of two that are as near, the later one."""
    yield day
    for distance in range(1, DAYS_AROUND + 1):
        yield day + distance * _DAY
        if day - distance * _DAY >= first:
            yield day - distance * _DAY


def _within_hours(house: House, wish: Wish, day: date) -> Iterator[Wish]:
    """Go through the wish as near its own hour as the opening hours of a day allow."""
    if not house.days.is_open(day):
        return
    zone, length = clock.zone(), wish.end - wish.start
    at = local_moment(day, datetime.fromtimestamp(wish.start, zone).time(), zone)
    for opens_at, closes_at in house.hours_of(day):
        opens, closes = local_moment(day, opens_at, zone), local_moment(day, closes_at, zone)
        if at is None or opens is None or closes is None:
            continue
        start = max(seconds(opens), min(seconds(at), seconds(closes) - length))
        if start + length <= seconds(closes) and start >= wish.earliest:
            yield replace(wish, start=start, end=start + length)


def _beside(fit: Fit, wish: Wish, *, is_other_day: bool) -> Fit:
    """Return what was found as it differs from what was wished for at first."""
    moved = 0 if is_other_day else (fit.start - wish.start) // 60
    return replace(fit, moved=moved, is_other_day=is_other_day)
