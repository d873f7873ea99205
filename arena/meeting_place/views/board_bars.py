"""The bars of the board: when, of what, and what each says.

A bar stands where its attributes say (SVG): the content security policy knows no style attributes,
and nothing must move once it is drawn. Its name says all that the eye sees. A month is thousands of
bars, so what many say alike is worded once: a time, an event, a state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import time
from functools import cache
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import escape

from arena import clock
from arena.events.models import EventStatus
from arena.meeting_place.queries.board import Contents, Entry
from arena.meeting_place.queries.board_rows import Shown
from arena.meeting_place.rules.board import DAY_MINUTES, Scale, View, label_ends
from arena.scheduling.planning import Planned
from arena.web import filters

_COLOURS = {"visit": "v", "open_walk": "w", "room_booking": "r"}
_NARROWEST = {View.DAY: 0.0, View.WEEK: 0.0, View.WEEKS: 0.35}
_MARGIN = 0.25
# In pixels: how wide a row is at least (as in board.css), and how words are measured by guess.
NARROWEST_TRACK = {View.DAY: 960, View.WEEK: 1312}
_CHARACTER, _PADDING, _LEAST_WORDS, _ENOUGH_WORDS = 6.5, 14, 34, 90
_STANDING = _l("held"), _l("settled")  # Of what nobody plans.


class Bar(NamedTuple):
    """One entry: its address, what the script must know, its name, and where it stands.

    What people have written is escaped here, where each title is worded once. Positions are
    percentages: of all that is reserved, of the use itself, and of the words, which
    stand in the bar where they fit, else beside it as far as the next one.
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
    words_x: float
    words_width: float


class _Place(NamedTuple):
    """When something is, as the board draws and says it: many entries are at the same times."""

    start: int
    end: int
    setup: int
    clearup: int
    x: float
    until: float
    use_x: float
    use_until: float
    width: float
    use_width: float
    when: str


class _Said(NamedTuple):
    """What every bar of one event says alike."""

    title: str
    lead: str
    state: str
    css: str
    powers: str
    version: int


class BarWriter:
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
        self.said: dict[int, _Said] = {}
        self.states: dict[int, str] = {}
        self.place: Callable[[int, int, int, int], _Place] = cache(self._place)
        self.clock: Callable[[int], str] = cache(
            lambda minute: filters.clocktime(time(minute // 60, minute % 60))
        )
        self.people: Callable[[int], str] = cache(
            lambda count: ngettext("%(num)d person", "%(num)d people", count)
        )
        self.at = _("at %(times)s", times="{}")
        part = _("part of the whole room")
        self.part = f", {part}"

    def lanes(self, shown: Shown) -> list[list[Bar]]:
        """Return the bars of a resource, unit by unit, each in order of time."""
        return [self._lane(shown, self.by_lane[shown.id, unit]) for unit in shown.units]

    def _lane(self, shown: Shown, entries: Sequence[Entry]) -> list[Bar]:
        places = [
            self.place(entry.start, entry.end, entry.setup, entry.clearup) for entry in entries
        ]
        ends = label_ends([(place.x, place.until) for place in places])
        name = str(escape(shown.name))
        return [
            self._bar(shown.id, name, entry, place, until)
            for entry, place, until in zip(entries, places, ends, strict=True)
        ]

    def _bar(self, row: int, name: str, entry: Entry, place: _Place, until: float) -> Bar:
        event_id = entry.event_id
        said = self.said.get(event_id) or self._say(entry)
        is_part = entry.whole_id is not None
        words_x, words_width = self._words_place(said.title, place, until)
        return Bar(
            f"{self.address}{event_id}?resource={row}",
            f"{said.css} p" if is_part else said.css,
            f"{event_id} {said.version} {place.start} {place.end} {place.setup} {place.clearup} "
            f"{(entry.use_start - entry.event_start) // 60} "
            f"{(entry.event_end - entry.use_end) // 60} {'-' if is_part else said.powers}",
            f"{said.lead}, {place.when}, {name}{self.part if is_part else ''}, {said.state}",
            place.x,
            place.width,
            place.use_x,
            place.use_width,
            said.title,
            words_x,
            words_width,
        )

    def _place(self, start: int, end: int, setup: int, clearup: int) -> _Place:
        """Return where a time stands; moments are seconds since 1970."""
        walls = [self.scale.wall(each) for each in (start, start + setup * 60)]
        walls += [self.scale.wall(each) for each in (end - clearup * 60, end)]
        x, use_x, use_until, until = map(self.scale.percent, walls)
        first, begins, ends, last = walls
        day = self.days[min(begins // DAY_MINUTES, self.scale.days - 1)]
        times = f"{self.clock(begins % DAY_MINUTES)}–{self.clock(ends % DAY_MINUTES)}"
        narrowest = _NARROWEST[self.view]
        return _Place(
            start=begins,
            end=ends,
            setup=begins - first,
            clearup=last - ends,
            x=x,
            until=until,
            use_x=use_x,
            use_until=use_until,
            width=round(max(until - x, narrowest), 2),
            use_width=round(max(use_until - use_x, narrowest), 2),
            when=f"{day} {self.at.format(times)}",
        )

    def _say(self, entry: Entry) -> _Said:
        """Word what the bars of an event say, and remember it."""
        planned = self.planned.get(entry.event_id)
        is_settled = entry.status == EventStatus.CONFIRMED
        title = str(escape(planned.title if planned else entry.title))
        lead = title
        if planned and planned.people is not None:
            lead = f"{title}, {self.people(planned.people)}"
        marks = [_COLOURS.get(entry.kind, "o")]
        marks += ["t"] * (not is_settled) + ["d"] * (entry.end <= self.now)
        if self.topic and (planned is None or planned.topic != self.topic):
            marks.append("q")
        said = self.said[entry.event_id] = _Said(
            title=title,
            lead=lead,
            state=self._state(planned.state if planned else _STANDING[is_settled]),
            css=" ".join(marks),
            powers=_letters(planned) if planned else "-",
            version=planned.version if planned else 0,
        )
        return said

    def _state(self, word: Any) -> str:
        """Return a state's word; they are few, and translated once for a board."""
        if id(word) not in self.states:
            self.states[id(word)] = str(word).lower()
        return self.states[id(word)]

    def _words_place(self, words: str, place: _Place, following: float) -> tuple[float, float]:
        """Return where the words begin and how much room they have; none where it is too little.

        How wide they are is guessed for the narrowest that the board is drawn.
        """
        if self.view is View.WEEKS:
            return 0, 0
        a_pixel = 100 / NARROWEST_TRACK[self.view]
        until = place.use_until
        inside, beside = until - place.use_x, following - until - _MARGIN
        wanted = min(len(words) * _CHARACTER + _PADDING, _ENOUGH_WORDS) * a_pixel
        is_inside = inside >= min(wanted, beside)
        start, room = (place.use_x, inside) if is_inside else (until - a_pixel, beside)
        return round(start, 2), round(room, 2) if room >= _LEAST_WORDS * a_pixel else 0


def _letters(planned: Planned) -> str:
    letters = "m" * planned.may_move + "x" * planned.may_stretch + "b" * planned.at_once
    letters += "".join(kind[0] for kind in sorted(planned.exchanges))
    letters += "".join(kind[0].upper() for kind in sorted(planned.assigns))
    return letters or "-"
