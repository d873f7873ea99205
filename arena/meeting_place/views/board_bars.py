"""The bars of the board: when, of what, and what each says.

A bar stands where its attributes say (SVG): the content security policy knows no style attributes,
and nothing must move once it is drawn. Its name says all that the eye sees. A month is thousands of
bars, so what many say alike is worded once: a time, an event, a state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import time, timedelta
from functools import cache
from html import unescape
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import escape

from arena import clock
from arena.events.models import EventStatus
from arena.meeting_place.queries.board import Contents, Entry
from arena.meeting_place.queries.board_rows import Shown
from arena.meeting_place.rules.board import DAY_MINUTES, Scale, View
from arena.meeting_place.rules.board_labels import label_ends, shortened, width_of
from arena.scheduling.planning import Standing, registered
from arena.web import filters

UNPLANNED = "o"  # The letter of the colour of what nobody plans, which is hosts' absences.
_NARROWEST = {View.DAY: 0.0, View.WEEK: 0.0, View.WEEKS: 0.35}
_MARGIN = 0.25
# In pixels: how wide a row is at least, and what words do not reach of their room (see board.css).
NARROWEST_TRACK = {View.DAY: 960, View.WEEK: 1312}
_PADDING, _ENOUGH_WORDS = 9, 90
_GRIP = 4  # Pixels that the handle at an end takes of the words within.
_STANDING = Standing(_l("held"), "quiet"), Standing(_l("settled"), "good")  # Of what nobody plans.
_NO_WORDS = "", 0.0, 0.0


# One entry, as the template takes it apart; to make an object of a class would take longer than to
# make what it holds. Its address, its class, what the script must know, its name, where all that is
# reserved stands and, if that is elsewhere, the use itself; its words, which stand in the bar where
# they fit, else beside it as far as the next one: where they begin, and how wide. Positions are in
# per cent. What people have written is escaped here, where each title is worded once.
Bar = tuple[str, str, str, str, str, str, str, float, float]
# What every bar of one event says alike: the beginning of its address, its title, with how many,
# its state, its class, its number and version, and the letters of what may be done to it.
_Said = tuple[str, str, str, str, str, str, str]


class _Place(NamedTuple):
    """When something is, as the board draws and says it: many entries are at the same times."""

    use_start: int
    use_end: int
    x: float
    until: float
    use_x: float
    use_until: float
    box: str
    use_box: str
    data: str
    when: str


class BarWriter:
    """Writes the bars of one board; what many bars say alike is worded once."""

    def __init__(self, view: View, scale: Scale, contents: Contents, topic: str | None) -> None:
        self.view, self.scale, self.topic = view, scale, topic
        self.planned = contents.planned
        self.colours = {kind: planner.colour for kind, planner in registered().items()}
        self.now = int(clock.now().timestamp())
        self.by_lane: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for entry in contents.entries:
            self.by_lane[entry.resource_id, entry.unit].append(entry)
        self.address = url_for("meeting_place_board.entry", event_id=0).removesuffix("0")
        self.day: Callable[[int], str] = cache(
            lambda number: filters.day_short(scale.first + timedelta(days=number))
        )
        self.said: dict[int, _Said] = {}
        self.place: Callable[[int, int, int, int], _Place] = cache(self._place)
        self.clock: Callable[[int], str] = cache(
            lambda minute: filters.clocktime(time(minute // 60, minute % 60))
        )
        self.people: Callable[[int], str] = cache(
            lambda count: ngettext("%(num)d person", "%(num)d people", count)
        )
        self.standings: dict[int, tuple[str, str]] = {}
        self.escaped: Callable[[str], str] = cache(lambda words: str(escape(words)))
        self.width: Callable[[str], float] = cache(lambda title: width_of(unescape(title)))
        self.cut: Callable[[str, int], str] = cache(
            lambda title, pixels: str(escape(shortened(unescape(title), pixels)))
        )
        self.has_words = view is not View.WEEKS
        self.at = _("at %(times)s", times="{}")
        part = _("part of the whole room")
        self.part = f", {part}"

    def lanes(self, shown: Shown) -> Iterator[list[Bar]]:
        """Give the bars of a resource, unit by unit, each in order of time, as the page asks."""
        for unit in shown.units:
            yield self._lane(shown, self.by_lane[shown.id, unit])

    def _lane(self, shown: Shown, entries: Sequence[Entry]) -> list[Bar]:
        places = [
            self.place(entry.start, entry.end, entry.setup, entry.clearup) for entry in entries
        ]
        if self.has_words:
            ends = label_ends([(place.x, place.until) for place in places])
        else:
            ends = [0.0] * len(places)
        row, name = shown.id, str(escape(shown.name))
        return [
            self._bar(row, name, entry, place, until)
            for entry, place, until in zip(entries, places, ends, strict=True)
        ]

    def _bar(self, row: int, name: str, entry: Entry, place: _Place, until: float) -> Bar:
        event_id = entry.event_id
        href, title, lead, state, css, number, powers = self.said.get(event_id) or self._say(entry)
        before = (place.use_start - entry.event_start) // 60
        after = (entry.event_end - place.use_end) // 60
        part = ""
        if entry.whole_id is not None:
            css, powers, part = f"{css} p", "-", self.part
        words = _NO_WORDS
        if self.has_words:
            words = self._words_place(title, place, until, has_grip="x" in powers)
        return (
            f"{href}{row}",
            css,
            f"{number} {place.data} {before} {after} {powers}",
            f"{lead}, {place.when}, {name}{part}, {state}",
            place.box,
            place.use_box,
            *words,
        )

    def _place(self, start: int, end: int, setup: int, clearup: int) -> _Place:
        """Return where a time stands; moments are seconds since 1970."""
        use_start, use_end = start + setup * 60, end - clearup * 60
        begins, ends = self.scale.wall(use_start), self.scale.wall(use_end)
        use_x, use_until = self.scale.percent(begins), self.scale.percent(ends)
        first, last, x, until = begins, ends, use_x, use_until
        if setup or clearup:
            first, last = self.scale.wall(start), self.scale.wall(end)
            x, until = self.scale.percent(first), self.scale.percent(last)
        day = self.day(begins // DAY_MINUTES)
        times = f"{self.clock(begins % DAY_MINUTES)}–{self.clock(ends % DAY_MINUTES)}"
        return _Place(
            use_start,
            use_end,
            x,
            until,
            use_x,
            use_until,
            self._box(x, until),
            self._box(use_x, use_until) if (use_x, use_until) != (x, until) else "",
            f"{begins} {ends} {begins - first} {last - ends}",
            f"{day} {self.at.format(times)}",
        )

    def _box(self, x: float, until: float) -> str:
        """Return where something stands, as attributes."""
        return f'x="{x}%" width="{round(max(until - x, _NARROWEST[self.view]), 2)}%"'

    def _say(self, entry: Entry) -> _Said:
        """Word what the bars of an event say, and remember it."""
        event_id = entry.event_id
        planned = self.planned.get(event_id)
        is_settled = entry.status == EventStatus.CONFIRMED
        css = self.colours.get(entry.kind, UNPLANNED)
        if not is_settled:
            css += " t"
        if entry.end <= self.now:
            css += " d"
        if self.topic and (planned is None or planned.topic != self.topic):
            css += " q"
        if planned is None:
            title = lead = self.escaped(entry.title)
            version, (state, powers) = 0, self._standing(_STANDING[is_settled])
        else:
            title = lead = self.escaped(planned.title)
            if planned.people is not None:
                lead = f"{title}, {self.people(planned.people)}"
            version, (state, powers) = planned.version, self._standing(planned.standing)
        href = f"{self.address}{event_id}?resource="
        said = href, title, lead, state, css, f"{event_id} {version}", powers
        self.said[event_id] = said
        return said

    def _standing(self, standing: Standing) -> tuple[str, str]:
        """Return what a state is called, and the letters of what may be done in it."""
        found = self.standings.get(id(standing))
        if found is None:
            letters = "m" * standing.may_move + "x" * standing.may_stretch + "b" * standing.at_once
            letters += "".join(kind[0] for kind in sorted(standing.exchanges))
            letters += "".join(kind[0].upper() for kind in sorted(standing.assigns))
            found = self.standings[id(standing)] = str(standing.state).lower(), letters or "-"
        return found

    def _words_place(
        self, title: str, place: _Place, following: float, *, has_grip: bool
    ) -> tuple[str, float, float]:
        """Return what is read of a title, where it begins and how much room it has.

        All for the narrowest that the board is drawn; nothing where there is too little room.
        """
        a_pixel = 100 / NARROWEST_TRACK[self.view]
        until = place.use_until
        grip = _GRIP * a_pixel if has_grip else 0
        inside, beside = until - place.use_x - grip, following - until - _MARGIN
        wide = self.width(title)
        wanted = min(wide + _PADDING, _ENOUGH_WORDS) * a_pixel
        is_inside = inside >= min(wanted, beside)
        start, room = (place.use_x, inside) if is_inside else (until - a_pixel, beside)
        pixels = int(room / a_pixel) - _PADDING
        words = title if wide <= pixels else self.cut(title, pixels)
        return (words, round(start, 2), round(room, 2)) if words else _NO_WORDS
