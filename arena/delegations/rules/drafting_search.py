"""Searching for a draft: day by day, a beam of the most promising beginnings of each day.

`propose` chooses the stops; `lay` gives times, hosts and places to stops that are chosen, so that
one can be swapped for another. The same wishes and house always give the same draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from arena.delegations.rules.drafting import (
    Cause,
    DayDraft,
    House,
    Option,
    Wishes,
    cause_of,
    worth,
)
from arena.delegations.rules.drafting_days import Day, State
from arena.delegations.rules.drafting_guides import Guides

WIDTH = 24  # How many beginnings of a day are followed up.
MOST = 9  # Stops a day.
Plan = Mapping[date, Sequence[int]]  # The stops and meals of each day, in order.


@dataclass(frozen=True)
class Draft:
    """What is proposed, and why which stops are out of the question."""

    days: tuple[DayDraft, ...]
    causes: Mapping[int, Cause]

    @property
    def plan(self) -> dict[date, tuple[int, ...]]:
        """The stops of each day, which make the same draft again."""
        return {day.wish.day: day.option_ids for day in self.days}

    @property
    def count(self) -> int:
        """How many stops it has."""
        return sum(len(day.stops) for day in self.days)


def propose(wishes: Wishes, house: House, *, width: int = WIDTH) -> Draft:
    """Return the best draft that was found; a day without stops is one that nothing fits into."""
    causes = find_causes(wishes, house)
    options = [option for option in house.options if option.id not in causes]
    chosen: dict[date, Sequence[int]] = {}
    walk = _Walk(wishes, house)
    for number in range(len(wishes.days)):
        day = walk.day(number)
        found = _search(day, options, width)
        chosen[day.wish.day] = () if found is None else _ids(found)
        walk.go_on(found)
    return _lay(chosen, wishes, house, causes)


def lay(plan: Plan, wishes: Wishes, house: House) -> Draft:
    """Return the draft with exactly the stops of `plan`; a day that cannot be laid is empty.

    Stops that are unknown or out of the question are left aside.
    """
    return _lay(plan, wishes, house, find_causes(wishes, house))


def _lay(plan: Plan, wishes: Wishes, house: House, causes: Mapping[int, Cause]) -> Draft:
    options = {option.id: option for option in house.options if option.id not in causes}
    walk = _Walk(wishes, house)
    days = []
    for number, wish in enumerate(wishes.days):
        day = walk.day(number)
        order = [options[each] for each in plan.get(wish.day, ()) if each in options]
        found = _search_in_order(day, order) if order else None
        walk.go_on(found)
        days.append(
            DayDraft(
                wish=wish,
                lines=found.lines if found else (),
                score=found.score if found else 0.0,
            )
        )
    return Draft(tuple(days), causes)


def find_causes(wishes: Wishes, house: House) -> dict[int, Cause]:
    """Return why which stops cannot be proposed, by their numbers."""
    found = ((option.id, cause_of(option, wishes, house)) for option in house.options)
    return {number: cause for number, cause in found if cause is not None}


def alternatives(
    draft: Draft, day: date, index: int, wishes: Wishes, house: House, *, most: int = 3
) -> list[int]:
    """Return the stops that could stand instead of one, the best first.

    `index` is its place in the plan of its day.
    """
    plan = draft.plan
    options = {option.id: option for option in house.options}
    now = options[plan[day][index]]
    used = {each for ids in plan.values() for each in ids}
    others = [options[each] for each in used - {now.id}]
    covered = frozenset(topic for option in others for topic in option.topics)
    rank = partial(worth, wishes=wishes, covered=covered, is_opening=False)
    candidates = [
        option
        for option in house.options
        if option.id not in used and option.id not in draft.causes and option.is_meal == now.is_meal
    ]
    candidates.sort(key=lambda option: (-rank(option), option.id))
    found: list[int] = []
    for option in candidates:
        order = [*plan[day][:index], option.id, *plan[day][index + 1 :]]
        tried = _lay({**plan, day: order}, wishes, house, draft.causes)
        if all(each.lines for each in tried.days if plan[each.wish.day]):
            found.append(option.id)
        if len(found) == most:
            break
    return found


class _Walk:
    """The days of a draft one after the other: what earlier ones used, later ones lack."""

    def __init__(self, wishes: Wishes, house: House) -> None:
        self._wishes, self._house = wishes, house
        self._before: State | None = None
        self._spent: Counter[int] = Counter()

    def day(self, number: int) -> Day:
        wish = self._wishes.days[number]
        guides = Guides(self._wishes, self._house, wish.day, self._spent)
        return Day(wish, self._wishes, self._house, guides, self._before)

    def go_on(self, state: State | None) -> None:
        if state is not None:
            self._before = state
            self._spent.update({guide: len(stays) for guide, stays in state.duties.items()})


def _search(day: Day, options: Sequence[Option], width: int) -> State | None:
    """Return the best day of all that `width` beginnings lead to; None where no stop fits."""
    meals = [option for option in options if option.is_meal]
    stops = [option for option in options if not option.is_meal]
    beam = list(day.starts())
    best: State | None = None
    for _ in range(MOST + 1):
        beam = _narrowed(day, _next(day, beam, stops, [None, *meals]), width)
        for state in beam:
            whole = day.closed(state) if _has_stop(state) else None
            if whole and (best is None or _rank(whole) < _rank(best)):
                best = whole
        if not beam:
            break
    return best


def _search_in_order(day: Day, order: Sequence[Option]) -> State | None:
    """Return the best day with these stops in this order; lunch may fall between any two."""
    has_meal = any(option.is_meal for option in order)
    beam: list[tuple[State, int]] = [(state, 0) for state in day.starts()]
    whole: list[State] = []
    while beam:
        state, number = beam.pop()
        if number == len(order):
            closed = day.closed(state)
            whole += [closed] if closed else []
        else:
            option = order[number]
            tried = day.with_lunch(state, option) if option.is_meal else _shown(day, state, option)
            beam += [(tried, number + 1)] if tried else []
        eaten = None if has_meal else day.with_lunch(state, None)
        beam += [(eaten, number)] if eaten else []
    return min(whole, key=_rank, default=None)


def _next(
    day: Day, beam: Iterable[State], stops: Sequence[Option], meals: Sequence[Option | None]
) -> list[tuple[State, Option | None]]:
    """Return each way to go on, stops still without a host."""
    found: list[tuple[State, Option | None]] = []
    for state in beam:
        found += [
            (tried, option)
            for option in stops
            if option.id not in state.used and (tried := day.with_stop(state, option))
        ]
        found += [(eaten, None) for meal in meals if (eaten := day.with_lunch(state, meal))]
    return found


def _narrowed(day: Day, found: list[tuple[State, Option | None]], width: int) -> list[State]:
    """Return the most promising that somebody can guide, one of each set of stops and last one."""
    found.sort(key=lambda each: (-day.outlook(each[0]), _ids(each[0])))
    kept: dict[tuple[frozenset[int], int | None, bool], State] = {}
    for state, option in found:
        key = (state.used, state.place, state.has_eaten)
        if key in kept:
            continue
        guided = state if option is None else day.guided(state, option)
        if guided is not None:
            kept[key] = guided
        if len(kept) == width:
            break
    return list(kept.values())


def _shown(day: Day, state: State, option: Option) -> State | None:
    tried = None if option.id in state.used else day.with_stop(state, option)
    return day.guided(tried, option) if tried else None


def _has_stop(state: State) -> bool:
    return any(line.part == "stop" for line in state.lines)


def _ids(state: State) -> tuple[int, ...]:
    return tuple(line.option_id for line in state.lines if line.option_id is not None)


def _rank(state: State) -> tuple[float, tuple[int, ...]]:
    return -state.score, _ids(state)
