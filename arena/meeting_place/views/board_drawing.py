"""The planning board as it is drawn: its heading, its rows, and the bars that lie on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.meeting_place.queries.board import Contents
from arena.meeting_place.queries.board_rows import Shown
from arena.meeting_place.rules.board import (
    DAY_MINUTES,
    Scale,
    View,
    hours_shown,
)
from arena.meeting_place.views.board_bars import UNPLANNED, Bar, BarWriter
from arena.meeting_place.views.board_ground import (
    Column,
    Shade,
    draw_columns,
    draw_grounds,
    draw_lines,
)
from arena.resources.models import ResourceKind
from arena.resources.queries import working_days
from arena.scheduling.planning import registered

# In pixels: the lane of a unit, and a row at least.
LANE = {View.DAY: 30, View.WEEK: 30, View.WEEKS: 24}
_ROW = {View.DAY: 42, View.WEEK: 42, View.WEEKS: 30}


@dataclass(frozen=True)
class Row:
    """One resource, with a lane for each unit, the first of them at `top`.

    Lanes are gone through once: only one at a time has its bars, of the thousands of a month.
    """

    shown: Shown
    lanes: Iterator[Sequence[Bar]]
    ground: str
    height: int
    top: int
    detail: str


@dataclass(frozen=True)
class Drawing:
    """All of the board."""

    view: View
    scale: Scale
    columns: Sequence[Column]
    groups: Sequence[tuple[str, Sequence[Row]]]
    grounds: Mapping[str, Sequence[Shade]]
    lines: Sequence[tuple[float, str]]
    now: float | None
    lane: int
    total: int


def draw(view: View, first: date, days: int, contents: Contents, topic: str | None) -> Drawing:
    """Lay the board out: which hours, then every row."""
    plain = Scale(first, days, clock.zone())
    times = {(entry.start, entry.end) for entry in contents.entries}
    walls = [(plain.wall(start), plain.wall(end)) for start, end in times]
    calendar = working_days()
    opening = [span for day in plain.dates for span in calendar.timetable.hours_on(day)]
    scale = Scale(first, days, clock.zone(), hours_shown(opening, walls, days))
    grounds, ground_of = draw_grounds(scale, contents.rows)
    writer = BarWriter(view, scale, contents, topic)
    rows = [
        Row(
            shown=shown,
            lanes=writer.lanes(shown),
            ground=ground_of[shown.id],
            height=_height(view, shown),
            top=(_height(view, shown) - LANE[view] * len(shown.units)) // 2,
            detail=_detail(shown),
        )
        for shown in contents.rows
    ]
    now = scale.wall(int(clock.now().timestamp()))
    is_now_shown = scale.hours[0] * 60 <= now % DAY_MINUTES < scale.hours[1] * 60 and (
        0 < now < days * DAY_MINUTES
    )
    return Drawing(
        view=view,
        scale=scale,
        columns=draw_columns(view, scale),
        groups=[(kind, list(some)) for kind, some in groupby(rows, lambda row: row.shown.kind)],
        grounds=grounds,
        lines=draw_lines(view, scale),
        now=scale.percent(now) if is_now_shown else None,
        lane=LANE[view],
        total=len(contents.entries),
    )


def legend() -> list[tuple[str, Any]]:
    """Return what is to be explained of the bars: their classes in the style sheet, and words."""
    colours = [(planner.colour, planner.name) for planner in registered().values()]
    any_colour = colours[0][0] if colours else UNPLANNED
    return [
        *colours,
        (UNPLANNED, _("Host away")),
        (f"{any_colour} t", _("Not settled")),
        (f"{any_colour} p", _("Part of a whole room")),
        (f"{any_colour} z", _("Set-up and clear-up")),
    ]


def _height(view: View, shown: Shown) -> int:
    return max(_ROW[view], LANE[view] * len(shown.units) + 6)


def _detail(shown: Shown) -> str:
    """Return what is said under a resource's name."""
    if shown.kind == ResourceKind.HOST:
        return ""
    said = []
    if shown.capacity is not None:
        said.append(_("max %(num)d", num=shown.capacity))
    if len(shown.units) > 1:
        said.append(ngettext("%(num)d at a time", "%(num)d at a time", len(shown.units)))
    return ", ".join(said)
