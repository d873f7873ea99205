"""What the bars of the board lie on: what is closed and when, upright lines, and the heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache

from arena import clock
from arena.meeting_place.queries.board_rows import Shown, whose_hours
from arena.meeting_place.rules.board import DAY_MINUTES, Scale, View, closed_walls
from arena.resources.queries import working_days
from arena.web import filters, languages

# Where a shade begins, how wide it is, and what it says: h(ours) or c(losed).
Shade = tuple[float, float, str]


@dataclass(frozen=True)
class Column:
    """A day or an hour in the heading; `x` is where it begins."""

    x: float
    words: str
    detail: str = ""
    is_today: bool = False
    is_closed: bool = False
    reason: str = ""


def draw_grounds(
    scale: Scale, rows: Sequence[Shown]
) -> tuple[dict[str, Sequence[Shade]], dict[int, str]]:
    """Return the different grounds (what is closed, and how), and which of them each row has."""
    calendar, dates = working_days(), scale.dates
    timetable, is_open = calendar.timetable, [calendar.is_open(day) for day in dates]

    @cache
    def shades(number: int, spans: tuple[tuple[time, time], ...] | None) -> list[Shade]:
        return _shades(scale, number, spans)

    def ground(owner: int | None) -> tuple[Shade, ...]:
        drawn: list[Shade] = []
        for number, day in enumerate(dates):
            is_closed = not is_open[number] or (
                owner is not None and timetable.closure_on(day, owner) is not None
            )
            spans = None if is_closed else tuple(timetable.hours_on(day, owner))
            drawn += shades(number, spans)
        return tuple(drawn)

    kept: dict[tuple[Shade, ...], str] = {}
    owners = whose_hours(rows)
    named = {
        owner: kept.setdefault(ground(owner), f"g{len(kept)}")
        for owner in dict.fromkeys(owners.values())
    }
    return (
        {name: shades for shades, name in kept.items()},
        {row: named[owner] for row, owner in owners.items()},
    )


def _shades(scale: Scale, number: int, spans: Sequence[tuple[time, time]] | None) -> list[Shade]:
    """Return the shown times of a day outside its open `spans`; None where it is closed."""
    shades = []
    for start, end in closed_walls(number, spans or (), scale.hours):
        x = scale.percent(start)
        is_last = end % DAY_MINUTES == scale.hours[1] * 60 % DAY_MINUTES
        until = scale.percent((number + 1) * DAY_MINUTES) if is_last else scale.percent(end)
        shades.append((x, round(until - x, 2), "c" if spans is None else "h"))
    return shades


def draw_columns(view: View, scale: Scale) -> list[Column]:
    """Return the heading: the hours of one day, or the days."""
    if view is View.DAY:
        hours = range(*scale.hours)
        return [
            Column(scale.percent(hour * 60), filters.clocktime(time(hour % 24))) for hour in hours
        ]
    today, calendar, language = clock.today(), working_days(), languages.current()
    columns = []
    for number, day in enumerate(scale.dates):
        reason = calendar.closed_reason(day, language) or ""
        columns.append(
            Column(
                x=scale.percent(number * DAY_MINUTES),
                words=filters.weekday_short(day) if view is View.WEEK else filters.day_number(day),
                detail=(
                    filters.day_month_short(day)
                    if view is View.WEEK
                    else filters.weekday_short(day)[:2]
                ),
                is_today=day == today,
                is_closed=bool(reason) or not calendar.timetable.hours_on(day),
                reason=reason,
            )
        )
    return columns


def draw_lines(view: View, scale: Scale) -> list[tuple[float, str]]:
    """Return the upright lines: of days or hours, and weaker ones of half hours or noons."""
    if view is View.DAY:
        first, last = scale.hours
        return [
            (scale.percent(first * 60 + half * 30), "i" if half % 2 else "l")
            for half in range(1, (last - first) * 2)
        ]
    lines = [
        (scale.percent(number * DAY_MINUTES), "k" if number % 7 == 0 else "l")
        for number in range(1, scale.days)
    ]
    if view is View.WEEK:
        noons = (number * DAY_MINUTES + 12 * 60 for number in range(scale.days))
        lines += [(scale.percent(noon), "i") for noon in noons]
    return lines
