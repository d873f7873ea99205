"""Where staff find an event: each domain says it for the kinds of events that it owns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from arena.events.models import Event

_FINDERS = "arena.events.pages"
_WAYS = "arena.events.ways"


@dataclass(frozen=True)
class Way:
    """Where an event that cannot take place as planned is seen to, and what is done there."""

    label: Any
    href: str


# Given the ids of events of one kind, the addresses of their pages, and the ways out.
Finder = Callable[[Collection[int]], Mapping[int, str]]
WayFinder = Callable[[Collection[int]], Mapping[int, Way]]


def register_pages(app: Flask, kind: str, find: Finder) -> None:
    """Let `find` answer for all events of a kind; it asks the database once for all of them."""
    app.extensions.setdefault(_FINDERS, {})[kind] = find


def register_ways(app: Flask, kind: str, find: WayFinder) -> None:
    """Let `find` say how events of a kind are given another time."""
    app.extensions.setdefault(_WAYS, {})[kind] = find


def ways_out(events: Iterable[Event]) -> dict[int, Way]:
    """Return how each event is given another time; those for which nobody knows are left out."""
    return _asked_by_kind(events, _WAYS)


def staff_urls(events: Iterable[Event]) -> dict[int, str]:
    """Return the address of each event's staff page; events without one are not in the answer."""
    return _asked_by_kind(events, _FINDERS)


def _asked_by_kind(events: Iterable[Event], registered: str) -> dict[int, Any]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for event in events:
        by_kind[event.kind].append(event.id)
    finders: Mapping[str, Callable[..., Any]] = current_app.extensions.get(registered, {})
    return {
        event_id: found
        for kind, ids in by_kind.items()
        if kind in finders
        for event_id, found in finders[kind](ids).items()
    }
