"""Whether somebody is reached at an address: packages above say what they know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

_FINDERS = "arena.directory.reaching"


@dataclass(frozen=True)
class Obstacle:
    """Why nobody is reached, and where the reader sees to it; empty where that is not for them."""

    text: Any
    href: str


Find = Callable[[str], Obstacle | None]


def register(app: Flask, *find: Find) -> None:
    """Let a package say what it knows of an address; None for nothing."""
    app.extensions.setdefault(_FINDERS, []).extend(find)


def obstacles_at(email: str | None) -> list[Obstacle]:
    """Return what stands in the way of reaching somebody at an address."""
    finders: list[Find] = current_app.extensions.get(_FINDERS, [])
    found = [find(email) for find in finders] if email else []
    return [each for each in found if each is not None]
