"""What other packages show on the staff's page of today: each adds a section of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app

_SECTIONS = "arena.web.today"


@dataclass(frozen=True)
class Line:
    """One line of a section: a link, a quiet detail, and a status `(word, kind)` or None."""

    text: Any
    href: str
    detail: Any = ""
    status: tuple[Any, str] | None = None


@dataclass(frozen=True)
class Section:
    """A list under a heading; `more` leads to all of it. `id` is that of its heading."""

    id: str
    heading: Any
    lines: list[Line] = field(default_factory=list)
    more: tuple[Any, str] | None = None


Gather = Callable[[Any], Section | None]


def register(app: Flask, *gather: Gather) -> None:
    """Add sections to the page of today; each is asked with who is signed in."""
    app.extensions.setdefault(_SECTIONS, []).extend(gather)


def sections_for(person: Any) -> list[Section]:
    """Return the sections that have something to say to a person today."""
    gatherers: list[Gather] = current_app.extensions.get(_SECTIONS, [])
    found = [gather(person) for gather in gatherers]
    return [section for section in found if section is not None and section.lines]
