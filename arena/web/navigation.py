"""The staff pages' rail: each package adds entries, and a person sees those they may open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from arena.web.access import rule_of


@dataclass(frozen=True)
class Entry:
    """One place to go: `count` tells how much waits there, when it is given.

    `is_home` tells for whom it comes first, because their work begins there: a phone's bar has room
    for four. `under` is the endpoint of the place that it belongs to: the rail then shows it while
    that one, or another under it, is open.
    """

    endpoint: str
    label: Any
    icon: str
    order: int
    count: Callable[[], int] | None = None
    is_home: Callable[[Any], bool] | None = None
    under: str = ""


@dataclass(frozen=True)
class Place:
    """An entry as a page shows it: asked for once, drawn in the rail and again in its sheet.

    `under_it` are the places that belong to it, and `is_open` tells whether one is there or at it.
    """

    label: str
    icon: str
    href: str
    waiting: int
    is_current: bool
    under_it: Sequence[Place] = ()

    @property
    def is_open(self) -> bool:
        """Whether the page is this place's, or that of a place under it."""
        return self.is_current or any(place.is_current for place in self.under_it)

    @property
    def waiting_inside(self) -> int:
        """How much waits here and, while they are not shown, at the places under it."""
        return self.waiting + (0 if self.is_open else sum(each.waiting for each in self.under_it))


def _entries() -> list[Entry]:
    entries: list[Entry] = current_app.extensions["arena.navigation"]
    return entries


def add(app: Flask, *entries: Entry) -> None:
    """Add places to the rail."""
    app.extensions.setdefault("arena.navigation", []).extend(entries)


def places() -> list[Place]:
    """Return the places that the signed-in person may open, by each view's own rule."""
    person, current = current_user._get_current_object(), _current()
    allowed = [entry for entry in sorted(_entries(), key=_place) if _may_open(entry, person)]
    endpoints = {entry.endpoint for entry in allowed}
    below: dict[str, list[Place]] = {}
    for entry in allowed:
        if entry.under in endpoints:
            below.setdefault(entry.under, []).append(_drawn(entry, current))
    return [
        _drawn(entry, current, below.get(entry.endpoint, ()))
        for entry in allowed
        if entry.under not in endpoints
    ]


def _may_open(entry: Entry, person: Any) -> bool:
    rule = rule_of(entry.endpoint)
    return rule is not None and rule(person)


def _drawn(entry: Entry, current: Entry | None, under_it: Sequence[Place] = ()) -> Place:
    return Place(
        label=str(entry.label),
        icon=entry.icon,
        href=url_for(entry.endpoint),
        waiting=entry.count() if entry.count else 0,
        is_current=entry is current,
        under_it=under_it,
    )


def _current() -> Entry | None:
    """Return the place that the page belongs to.

    Of a blueprint's places it is the one whose address the page's own begins with; `/staff/` and
    `/staff/visits` both do, then the longer.
    """
    endpoint, path = request.endpoint or "", request.path
    own = next((entry for entry in _entries() if entry.endpoint == endpoint), None)
    if own is not None:
        return own
    blueprint = endpoint.partition(".")[0]
    beside = [entry for entry in _entries() if entry.endpoint.partition(".")[0] == blueprint]
    above = [entry for entry in beside if path.startswith(url_for(entry.endpoint))]
    return max(above, key=lambda entry: len(url_for(entry.endpoint)), default=None)


def _place(entry: Entry) -> tuple[bool, int]:
    is_first = entry.is_home is not None and entry.is_home(current_user)
    return not is_first, entry.order


def init_app(app: Flask) -> None:
    """Let templates draw the rail."""
    app.extensions.setdefault("arena.navigation", [])
    app.jinja_env.globals["navigation"] = places
