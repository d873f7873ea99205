"""Laying one day of a draft: what comes next, when, where and with whom, one step at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from arena.delegations.rules.drafting import (
    INTRODUCTION,
    DayWish,
    House,
    Line,
    Option,
    Wishes,
    worth,
)
from arena.delegations.rules.drafting_frames import (
    BREAK_MINUTES,
    LONGEST_SITTING,
    LONGEST_WAIT,
    LUNCH_FROM,
    LUNCH_MINUTES,
    LUNCH_UNTIL,
    Part,
    closing,
    opening,
    wants_lunch,
)
from arena.delegations.rules.drafting_guides import Guides, Stay
from arena.delegations.rules.timing import length
from arena.delegations.rules.ways import Way

UNKNOWN_WAY = Way("walk", 15)  # Counted where nobody has said how long it takes.
_NOON = 12 * 60
_SPOKEN = frozenset({"presentation", "site", "walk", "discussion", "online"})
_TABLE = 30.0  # That lunch has a place, rather than being somewhere.
_SAME_HOST = 12.0  # That the host goes on with the guests.
_MINUTE = 0.9  # What a minute of something to see is worth: about as much as one on the way costs.


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """A day as far as it is laid; `score` is what it is worth so far."""

    lines: tuple[Line, ...] = ()
    time: int
    place: int | None = None
    used: frozenset[int] = frozenset()
    covered: frozenset[str] = frozenset()
    has_eaten: bool = False
    rested_at: int  # When the last rest ended.
    visits: Mapping[int, int] = field(default_factory=dict)  # Of places, by this draft.
    duties: Mapping[int, tuple[Stay, ...]] = field(default_factory=dict)
    score: float = 0.0


class Day:
    """One day to be laid, after what the days before it have used."""

    def __init__(
        self, wish: DayWish, wishes: Wishes, house: House, guides: Guides, before: State | None
    ) -> None:
        self.wish, self.wishes, self.house, self.guides = wish, wishes, house, guides
        self.has_lunch = wants_lunch(wish.begins, wish.ends)
        self.opening = opening(wishes.type, is_first=wish.is_first)
        self.closing = closing(wishes.type, is_last=wish.is_last, has_media=wishes.has_media)
        self.deadline = wish.ends - sum(self._length(part) for part in self.closing)
        self.before = before or State(time=0, rested_at=0)

    def starts(self) -> Iterator[State]:
        """Go through the ways to begin the day: where the guests are welcomed."""
        begins = self.wish.begins
        state = replace(
            State(time=begins, rested_at=begins),
            used=self.before.used,
            covered=self.before.covered,
            visits=self.before.visits,
        )
        ends = begins + sum(self._length(part) for part in self.opening)
        free = [
            room
            for room in self.house.rooms
            if self.opening and self.house.is_place_free(room, self.wish.day, begins, ends)
        ]
        for number, room in enumerate(free[:4]):
            yield self._with_parts(replace(state, place=room, score=-number), self.opening, room)
        if not free:
            yield self._with_parts(state, self.opening, None)

    def with_stop(self, state: State, option: Option) -> State | None:
        """Return the day with a stop next, but nobody to guide it yet; None where it cannot be."""
        way, is_known = self._way(state.place, option.place)
        state = self._rested(state, option, way)
        starts = state.time + (way.minutes if way else 0)
        line = self._fitted(option, starts)
        if line is None or not self._has_room(state, line):
            return None
        if not self.house.is_place_free(option.place, self.wish.day, starts, line.ends):
            return None
        is_opening = self.wish.is_first and not any(each.option_id for each in state.lines)
        gain = worth(option, self.wishes, covered=state.covered, is_opening=is_opening)
        gain += _MINUTE * (line.ends - starts) - (way.minutes if way else 0)
        visits = dict(state.visits)
        if option.place != state.place:
            visits[option.place] = visits.get(option.place, 0) + 1
        if option.place_left is not None and visits.get(option.place, 0) > option.place_left:
            return None
        return replace(
            state,
            lines=(*state.lines, replace(line, way=way, is_way_known=is_known)),
            time=line.ends,
            place=option.place,
            used=state.used | {option.id},
            covered=state.covered | (option.topics & (self.wishes.topics | {INTRODUCTION})),
            visits=visits,
            score=state.score + gain,
        )

    def guided(self, state: State, option: Option) -> State | None:
        """Return the day with somebody to guide its last stop; None where nobody can."""
        line = state.lines[-1]
        duty = self.guides.choose(option, line.starts, line.ends, state.duties)
        if duty is None:
            return state if self.wishes.may_lack_hosts else None
        before = state.duties.get(duty.guide.id, ())
        return replace(
            state,
            lines=(*state.lines[:-1], replace(line, guide_id=duty.guide.id)),
            duties={**state.duties, duty.guide.id: duty.stays},
            score=state.score + _SAME_HOST * (len(duty.stays) == len(before)),
        )

    def with_lunch(self, state: State, meal: Option | None) -> State | None:
        """Return the day with lunch next: at a place that serves it, or wherever there is some."""
        if state.has_eaten or not self.has_lunch or (meal and meal.id in state.used):
            return None
        way, is_known = self._way(state.place, meal.place) if meal else (None, True)
        comes = state.time + (way.minutes if way else 0)
        starts = max(comes, LUNCH_FROM)
        minutes = meal.minutes if meal else LUNCH_MINUTES
        ends = starts + minutes
        if starts - comes > LONGEST_WAIT or ends > min(LUNCH_UNTIL, self.deadline):
            return None
        if meal and not self.house.is_place_free(meal.place, self.wish.day, starts, ends):
            return None
        line = Line(
            part="lunch",
            kind="meal",
            starts=starts,
            ends=ends,
            minutes=minutes,
            option_id=meal.id if meal else None,
            place=meal.place if meal else None,
            way=way,
            is_way_known=is_known,
            wait=starts - comes,
        )
        gain = (_TABLE - 2 * meal.visits if meal else 0) - (starts - state.time)
        return replace(
            state,
            lines=(*state.lines, line),
            time=ends,
            rested_at=ends,
            place=meal.place if meal else state.place,
            used=state.used | ({meal.id} if meal else set()),
            has_eaten=True,
            score=state.score + gain,
        )

    def closed(self, state: State) -> State | None:
        """Return the whole day, seen off; None where guests would go without their lunch.

        Who has seen all there is for them by noon may leave before it.
        """
        unused = max(self.deadline - state.time, 0)
        whole = self._with_parts(
            replace(state, score=state.score - 0.5 * unused), self.closing, None
        )
        is_hungry = self.has_lunch and not state.has_eaten and whole.time > _NOON
        return None if is_hungry else whole

    def outlook(self, state: State) -> float:
        """Return what the day may come to, to compare days that are laid up to different hours."""
        return state.score + max(self.deadline - state.time, 0)

    def _fitted(self, option: Option, starts: int) -> Line | None:
        """Return a stop from `starts` on, made shorter where the day ends too soon for it."""
        is_interpreted = self.wishes.factor > 1 and option.kind in _SPOKEN
        for minutes in sorted({option.minutes, option.minutes_min}, reverse=True):
            long = length(minutes, is_interpreted=is_interpreted, factor=self.wishes.factor)
            if starts + long <= self.deadline:
                return Line(
                    part="stop",
                    kind=option.kind,
                    starts=starts,
                    ends=starts + long,
                    minutes=minutes,
                    is_interpreted=is_interpreted,
                    option_id=option.id,
                    place=option.place,
                    is_shortened=minutes < option.minutes,
                )
        return None

    def _has_room(self, state: State, line: Line) -> bool:
        """Tell whether lunch is still possible after a stop."""
        return (
            not self.has_lunch or state.has_eaten or line.ends <= LUNCH_UNTIL - LUNCH_MINUTES - 10
        )

    def _rested(self, state: State, option: Option, way: Way | None) -> State:
        """Let the guests rest before a stop that would make them sit or stand for too long."""
        is_begun = any(line.part == "stop" for line in state.lines)
        until = state.time + (way.minutes if way else 0) + option.minutes
        if not is_begun or until - state.rested_at <= LONGEST_SITTING:
            return state
        if self.has_lunch and not state.has_eaten and state.time + 45 > LUNCH_FROM:
            return state  # Lunch is near.
        ends = state.time + BREAK_MINUTES
        line = Line(part="break", kind="break", starts=state.time, ends=ends, minutes=BREAK_MINUTES)
        return replace(state, lines=(*state.lines, line), time=ends, rested_at=ends)

    def _way(self, start: int | None, end: int) -> tuple[Way | None, bool]:
        if start is None or start == end:
            return None, True
        way = self.house.way(start, end)
        return way or UNKNOWN_WAY, way is not None

    def _with_parts(self, state: State, parts: tuple[Part, ...], place: int | None) -> State:
        lines, time = list(state.lines), state.time
        for part in parts:
            ends = time + self._length(part)
            lines.append(
                Line(
                    part=part.key,
                    kind=part.kind,
                    starts=time,
                    ends=ends,
                    minutes=part.minutes,
                    is_interpreted=part.is_spoken and self.wishes.factor > 1,
                    place=place,
                )
            )
            time = ends
        return replace(state, lines=tuple(lines), time=time)

    def _length(self, part: Part) -> int:
        return length(part.minutes, is_interpreted=part.is_spoken, factor=self.wishes.factor)
