"""A draft as its page shows it: each line with its time, its reason, and what could be instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from flask import url_for

from arena.delegations.draft_words import LOOSENED, part_name, reason
from arena.delegations.meanings import KINDS, MODES
from arena.delegations.models import Delegation, ItemKind, Stop
from arena.delegations.queries.drafting import Material
from arena.delegations.rules.drafting import DayDraft, Line
from arena.delegations.rules.drafting_loosening import Loosened, half, loosenings
from arena.delegations.rules.drafting_search import Draft, alternatives
from arena.resources.words import resource_name
from arena.web.languages import localized
from arena.web.query import asked_for


@dataclass(frozen=True)
class Choice:
    """Something to press: what it says, and where it leads."""

    label: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the draft."""

    anchor: str
    begins: time
    ends: time
    title: str
    kind: str
    place: str
    way: str  # How one comes there; "" where nobody moves.
    way_minutes: int
    host: str
    why: str
    is_stop: bool
    instead: Sequence[Choice] = field(default=())
    without: str = ""  # Where it leads to leave the stop out.


@dataclass(frozen=True)
class Drawn:
    """One day of the draft; `spare` are minutes that the stops do not fill."""

    day: date
    rows: Sequence[Row]
    spare: int


def draw(delegation: Delegation, draft: Draft, material: Material) -> list[Drawn]:
    """Return the days of a draft, each stop with its alternatives."""
    return [
        Drawn(
            day.wish.day,
            [_row(delegation, draft, day, number, material) for number in range(len(day.lines))],
            day.wish.ends - day.lines[-1].ends if day.lines else 0,
        )
        for day in draft.days
    ]


def ways_out(delegation: Delegation, draft: Draft, material: Material) -> list[tuple[Choice, int]]:
    """Return the wishes that could be loosened, and how many stops there would then be."""
    if all(day.stops for day in draft.days):
        return []
    found = loosenings(material.wishes, material.house, count=draft.count)
    return [
        (Choice(str(LOOSENED[each.wish]), _loosened(delegation, each.wish, material)), each.stops)
        for each in found
    ]


def plan_name(day: date) -> str:
    """Return the name in the address of what stands on a day."""
    return f"plan-{day}"


def _row(
    delegation: Delegation, draft: Draft, day: DayDraft, number: int, material: Material
) -> Row:
    line = day.lines[number]
    stop = material.stops[line.option_id] if line.option_id is not None else None
    anchor = f"line-{day.wish.day}-{number}"
    instead: list[Choice] = []
    without = ""
    if stop is not None:
        index = day.option_ids.index(stop.id)
        others = alternatives(draft, day.wish.day, index, material.wishes, material.house)
        instead = [
            Choice(
                localized(material.stops[other], "title"),
                _swapped(delegation, draft, day.wish.day, index, other, anchor),
            )
            for other in others
        ]
        without = _swapped(delegation, draft, day.wish.day, index, None, anchor)
    return Row(
        anchor=anchor,
        begins=_time(line.starts),
        ends=_time(line.ends),
        title=part_name(line, stop),
        kind=str(KINDS[ItemKind(line.kind)]),
        place=_place(line, stop, material),
        way=str(MODES[line.way.mode]) if line.way else "",
        way_minutes=line.way.minutes if line.way else 0,
        host=material.hosts[line.guide_id].name if line.guide_id is not None else "",
        why=reason(line, day, material) if stop else "",
        is_stop=stop is not None,
        instead=instead,
        without=without,
    )


def _place(line: Line, stop: Stop | None, material: Material) -> str:
    if stop is not None:
        return resource_name(stop.resource)
    places = {each.resource_id: each.resource for each in material.stops.values()}
    return resource_name(places[line.place]) if line.place in places else ""


def _swapped(
    delegation: Delegation, draft: Draft, day: date, index: int, other: int | None, anchor: str
) -> str:
    """Return the address of the draft with another stop at one place, or none."""
    plan = {each: list(ids) for each, ids in draft.plan.items()}
    plan[day][index : index + 1] = [] if other is None else [other]
    values = {plan_name(each): ".".join(map(str, ids)) for each, ids in plan.items()}
    return _address(delegation, _anchor=anchor, **values)


def _loosened(delegation: Delegation, wish: Loosened, material: Material) -> str:
    """Return the address of a draft with one wish loosened, and its stops chosen anew."""
    changes: dict[Loosened, dict[str, Any]] = {
        Loosened.TOPICS: {"topics": []},
        Loosened.LEVEL: {"level": ""},
        Loosened.HOSTS: {"no_hosts": "1"},
        Loosened.STEPS: {"steps": []},
        Loosened.SIZE: {"size": half(material.wishes.size)},
        Loosened.HOURS: _longer(material),
    }
    fresh: dict[str, Any] = {plan_name(day.day): None for day in material.wishes.days}
    return _address(delegation, **{**fresh, **changes[wish]})


def _longer(material: Material) -> dict[str, Any]:
    """Return the query of days that all end an hour later than the last of them did."""
    days = material.wishes.days
    begins, ends = min(day.begins for day in days), max(day.ends for day in days) + 60
    hours = {"begins": f"{_time(begins):%H:%M}", "ends": f"{_time(min(ends, 18 * 60)):%H:%M}"}
    return {**hours, **{f"day-{day.day}": "other" for day in days}}


def _address(delegation: Delegation, **changes: Any) -> str:
    values = {**asked_for(), **changes}
    return url_for("delegations_staff.draft", reference=delegation.reference, **values)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
