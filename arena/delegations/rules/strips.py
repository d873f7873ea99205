"""A day drawn along time: where on a line each item begins and ends, in per cent of its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_LEAST_HOURS = 6


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What is drawn of an item: its time with the way before it; `lane` None is all lanes."""

    key: int
    starts_at: datetime  # In the zone that is drawn.
    ends_at: datetime
    travel: int
    lane: int | None


@dataclass(frozen=True, kw_only=True)
class Bar:
    """An item, and the way to it, as per cent of the line."""

    key: int
    x: float
    width: float
    way_x: float
    way_width: float
    lane: int
    lanes: int  # How many it covers.


@dataclass(frozen=True)
class Strip:
    """A drawn day: its bars, where each full hour is, and how many lanes it has."""

    bars: tuple[Bar, ...]
    hours: tuple[tuple[float, int], ...]
    lanes: int


def draw(stretches: Sequence[Stretch], lanes: int) -> Strip | None:
    """Draw some items of one day on full hours; None where there are none."""
    if not stretches:
        return None
    first = min(each.starts_at - timedelta(minutes=each.travel) for each in stretches)
    last = max(each.ends_at for each in stretches)
    starts = first.replace(minute=0, second=0, microsecond=0)
    length = max(-((starts - last) // _HOUR), _LEAST_HOURS)
    whole = length * _HOUR

    def percent(span: timedelta) -> float:
        return round(100 * (span / whole), 2)

    bars = []
    for each in stretches:
        way = timedelta(minutes=each.travel)
        bars.append(
            Bar(
                key=each.key,
                x=percent(each.starts_at - starts),
                width=percent(each.ends_at - each.starts_at),
                way_x=percent(each.starts_at - way - starts),
                way_width=percent(way),
                lane=each.lane or 0,
                lanes=lanes if each.lane is None else 1,
            )
        )
    hours = tuple((percent(n * _HOUR), (starts + n * _HOUR).hour) for n in range(length + 1))
    return Strip(tuple(bars), hours, lanes)
