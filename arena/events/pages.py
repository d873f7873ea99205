"""Where staff find an event: each domain says it for the kinds of events that it owns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from flask import Flask, current_app

from arena.events.models import Event

_FINDERS = "arena.events.pages"

# Given the ids of events of one kind, the addresses of their pages.
Finder = Callable[[Collection[int]], Mapping[int, str]]


def register_pages(app: Flask, kind: str, find: Finder) -> None:
    """Let `find` answer for all events of a kind; it asks the database once for all of them."""
    app.extensions.setdefault(_FINDERS, {})[kind] = find


def staff_urls(events: Iterable[Event]) -> dict[int, str]:
    """Return the address of each event's staff page; events without one are not in the answer."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for event in events:
        by_kind[event.kind].append(event.id)
    finders: Mapping[str, Finder] = current_app.extensions.get(_FINDERS, {})
    return {
        event_id: url
        for kind, ids in by_kind.items()
        if kind in finders
        for event_id, url in finders[kind](ids).items()
    }
