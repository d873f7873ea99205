"""The planning board as it is drawn: rows, lanes, bars, and the ground they lie on.

A bar stands where its attributes say (SVG): the content security policy knows no style attributes,
and nothing must move once it is drawn. Its name says all that the eye sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.events.models import EventStatus
from arena.meeting_place.queries.board import Contents, Entry, Shown, whose_hours
from arena.meeting_place.rules.board import (
    DAY_MINUTES,
    Scale,
    View,
    closed_walls,
    hours_shown,
    label_ends,
)
from arena.resources.models import ResourceKind
from arena.resources.queries import working_days
from arena.scheduling.planning import Planned
from arena.web import filters, languages

LANE = {View.DAY: 30, View.WEEK: 30, View.WEEKS: 24}
_ROW = {View.DAY: 42, View.WEEK: 42, View.WEEKS: 30}
_COLOURS = {"visit": "v", "open_walk": "w", "room_booking": "r"}
_NARROWEST = {View.DAY: 0.0, View.WEEK: 0.0, View.WEEKS: 0.35}
_MARGIN = 0.25


class Bar(NamedTuple):
    """One entry: its address, what the script must know, its name, and where it stands.

    Positions are percentages: of all that is reserved, of the use itself, and of the words.
    """

    href: str
    css: str
    data: str
    name: str
    x: float
    width: float
    use_x: float
    use_width: float
    words: str
    words_width: float


@dataclass(frozen=True)
class Row:
    """One resource, with a lane for each unit, the first of them at `top`."""

    shown: Shown
    lanes: Sequence[Sequence[Bar]]
    ground: str
    height: int
    top: int
    detail: str


@dataclass(frozen=True)
class Column:
    """A day or an hour in the heading; `x` is where it begins."""

    x: float
    words: str
    detail: str = ""
    is_today: bool = False
    is_closed: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Drawing:
    """All of the board."""

    view: View
    scale: Scale
    columns: Sequence[Column]
    groups: Sequence[tuple[str, Sequence[Row]]]
    grounds: Mapping[str, Sequence[tuple[float, float, str]]]
    lines: Sequence[tuple[float, str]]
    now: float | None
    lane: int
    total: int


def draw(view: View, first: date, days: int, contents: Contents, topic: str | None) -> Drawing:
    """Lay the board out: which hours, then every row."""
    plain = Scale(first, days, clock.zone())
    walls = [(plain.wall(entry.start), plain.wall(entry.end)) for entry in contents.entries]
    calendar = working_days()
    opening = [span for day in plain.dates for span in calendar.timetable.hours_on(day)]
    scale = Scale(first, days, clock.zone(), hours_shown(opening, walls))
    grounds, ground_of = _grounds(scale, contents.rows)
    writer = _Writer(view, scale, contents, topic)
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
    is_now_shown = 0 < now < days * DAY_MINUTES
    return Drawing(
        view=view,
        scale=scale,
        columns=_columns(view, scale),
        groups=[(kind, list(some)) for kind, some in groupby(rows, lambda row: row.shown.kind)],
        grounds=grounds,
        lines=_lines(view, scale),
        now=scale.percent(now) if is_now_shown else None,
        lane=LANE[view],
        total=len(contents.entries),
    )


class _Writer:
    """Writes the bars of one board; what many bars say alike is worded once."""

    def __init__(self, view: View, scale: Scale, contents: Contents, topic: str | None) -> None:
        self.view, self.scale, self.topic = view, scale, topic
        self.planned = contents.planned
        self.now = int(clock.now().timestamp())
        self.by_lane: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for entry in contents.entries:
            self.by_lane[entry.resource_id, entry.unit].append(entry)
        self.address = url_for("meeting_place_board.entry", event_id=0).removesuffix("0")
        self.days = [filters.day_short(day) for day in scale.dates]
        self.clock: Callable[[int], str] = cache(
            lambda minute: filters.clocktime(time(minute // 60, minute % 60))
        )
        self.people: Callable[[int], str] = cache(
            lambda count: ngettext("%(num)d person", "%(num)d people", count)
        )
        self.state: Callable[[Any], str] = cache(lambda word: str(word).lower())
        self.held = _("held"), _("settled")
        self.at = _("at %(times)s", times="{}")
        self.part = _("part of the whole room")

    def lanes(self, shown: Shown) -> list[list[Bar]]:
        """Return the bars of a resource, unit by unit, each in order of time."""
        return [self._lane(shown, self.by_lane[shown.id, unit]) for unit in shown.units]

    def _lane(self, shown: Shown, entries: Sequence[Entry]) -> list[Bar]:
        percent, wall = self.scale.percent, self.scale.wall
        walls = [
            (wall(entry.start), wall(entry.use_start), wall(entry.use_end), wall(entry.end))
            for entry in entries
        ]
        spots = [(percent(each[0]), percent(each[3])) for each in walls]
        ends = label_ends(spots) if self.view is not View.WEEKS else [0.0] * len(spots)
        return [
            self._bar(shown, entry, four, spot, until)
            for entry, four, spot, until in zip(entries, walls, spots, ends, strict=True)
        ]

    def _bar(
        self,
        shown: Shown,
        entry: Entry,
        walls: tuple[int, int, int, int],
        spot: tuple[float, float],
        until: float,
    ) -> Bar:
        start, use_start, use_end, end = walls
        planned = self.planned.get(entry.event_id)
        use_x, use_until = self.scale.percent(use_start), self.scale.percent(use_end)
        narrowest = _NARROWEST[self.view]
        return Bar(
            href=f"{self.address}{entry.event_id}?resource={shown.id}",
            css=self._css(entry, planned),
            data=(
                f"{entry.event_id} {planned.version if planned else 0} {use_start} {use_end} "
                f"{use_start - start} {end - use_end} {self._powers(entry, planned)}"
            ),
            name=self._name(shown, entry, planned, use_start, use_end),
            x=spot[0],
            width=round(max(spot[1] - spot[0], narrowest), 2),
            use_x=use_x,
            use_width=round(max(use_until - use_x, narrowest), 2),
            words=planned.title if planned else entry.title,
            words_width=round(max(until - use_x - _MARGIN, 0), 2),
        )

    def _name(
        self, shown: Shown, entry: Entry, planned: Planned | None, start: int, end: int
    ) -> str:
        number = min(start // DAY_MINUTES, self.scale.days - 1)
        times = f"{self.clock(start % DAY_MINUTES)}–{self.clock(end % DAY_MINUTES)}"
        said = [planned.title if planned else entry.title]
        if planned and planned.people is not None:
            said.append(self.people(planned.people))
        said += [f"{self.days[number]} {self.at.format(times)}", shown.name]
        if entry.whole_id is not None:
            said.append(self.part)
        is_settled = entry.status == EventStatus.CONFIRMED
        said.append(self.state(planned.state) if planned else self.held[is_settled])
        return ", ".join(said)

    def _css(self, entry: Entry, planned: Planned | None) -> str:
        marks = [_COLOURS.get(entry.kind, "o")]
        if entry.status != EventStatus.CONFIRMED:
            marks.append("t")
        if entry.end <= self.now:
            marks.append("d")
        if entry.whole_id is not None:
            marks.append("p")
        if self.topic and (planned is None or planned.topic != self.topic):
            marks.append("q")
        return " ".join(marks)

    @staticmethod
    def _powers(entry: Entry, planned: Planned | None) -> str:
        """Return what may be done to an entry, a letter each; a part follows its whole."""
        if planned is None or entry.whole_id is not None:
            return "-"
        powers = "m" * planned.may_move + "x" * planned.may_stretch + "b" * planned.at_once
        powers += "".join(kind[0] for kind in sorted(planned.exchanges))
        powers += "".join(kind[0].upper() for kind in sorted(planned.assigns))
        return powers or "-"


def _grounds(
    scale: Scale, rows: Sequence[Shown]
) -> tuple[dict[str, Sequence[tuple[float, float, str]]], dict[int, str]]:
    """Return the different grounds (what is closed, and how), and which of them each row has."""
    kept: dict[tuple[tuple[float, float, str], ...], str] = {}
    named: dict[int | None, str] = {}
    owners = whose_hours(rows)
    for owner in dict.fromkeys(owners.values()):
        shades = tuple(_shades(scale, owner))
        named[owner] = kept.setdefault(shades, f"g{len(kept)}")
    return (
        {name: shades for shades, name in kept.items()},
        {row: named[owner] for row, owner in owners.items()},
    )


def _shades(scale: Scale, owner: int | None) -> list[tuple[float, float, str]]:
    """Return the shown times at which a resource, or the arena, is closed: h(ours) or c(losed)."""
    calendar = working_days()
    shades = []
    for number, day in enumerate(scale.dates):
        is_closed = not calendar.is_open(day) or (
            owner is not None and calendar.timetable.closure_on(day, owner) is not None
        )
        spans = [] if is_closed else list(calendar.timetable.hours_on(day, owner))
        for start, end in closed_walls(number, spans, scale.hours):
            x = scale.percent(start)
            is_last = end % DAY_MINUTES == scale.hours[1] * 60 % DAY_MINUTES
            until = scale.percent((number + 1) * DAY_MINUTES) if is_last else scale.percent(end)
            shades.append((x, round(until - x, 2), "c" if is_closed else "h"))
    return shades


def _columns(view: View, scale: Scale) -> list[Column]:
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


def _lines(view: View, scale: Scale) -> list[tuple[float, str]]:
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


def _height(view: View, shown: Shown) -> int:
    return max(_ROW[view], LANE[view] * len(shown.units) + 6)


def _detail(shown: Shown) -> str:
    """Return what is said under a resource's name."""
    if shown.kind == ResourceKind.HOST:
        return ""
    said = []
    if shown.capacity is not None:
        said.append(ngettext("%(num)d person", "%(num)d people", shown.capacity))
    if len(shown.units) > 1:
        said.append(ngettext("%(num)d at a time", "%(num)d at a time", len(shown.units)))
    return ", ".join(said)
