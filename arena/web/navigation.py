"""The staff pages' rail: each package adds entries, and a person sees those they may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from arena.web.access import rule_of


@dataclass(frozen=True)
class Entry:
    """One place to go: `count` tells how much waits there, when it is given."""

    endpoint: str
    label: Any
    icon: str
    order: int
    count: Callable[[], int] | None = None

    @property
    def href(self) -> str:
        """The address of the place."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page that is shown belongs to the place.

        Of a blueprint's places it is the one whose address the page's own begins with; `/staff/`
        and `/staff/visits` both do, then the longer.
        """
        if request.endpoint == self.endpoint:
            return True
        mine = [entry for entry in _entries() if _is_above(entry, request.endpoint)]
        return bool(mine) and max(mine, key=lambda entry: len(entry.href)) == self


def _is_above(entry: Entry, endpoint: str | None) -> bool:
    here = (endpoint or "").partition(".")[0] == entry.endpoint.partition(".")[0]
    return here and request.path.startswith(entry.href)


def _entries() -> list[Entry]:
    entries: list[Entry] = current_app.extensions["arena.navigation"]
    return entries


def add(app: Flask, *entries: Entry) -> None:
    """Add places to the rail."""
    app.extensions.setdefault("arena.navigation", []).extend(entries)


def entries() -> list[Entry]:
    """Return the places that the signed-in person may open, by each view's own rule."""
    allowed = []
    for entry in sorted(_entries(), key=lambda entry: entry.order):
        rule = rule_of(entry.endpoint)
        if rule is not None and rule(current_user):
            allowed.append(entry)
    return allowed


def init_app(app: Flask) -> None:
    """Let templates draw the rail."""
    app.extensions.setdefault("arena.navigation", [])
    app.jinja_env.globals["navigation"] = entries
