"""The page of one meeting: a frame whose sections the parts of this package fill.

A meeting is planned, held and minuted on one page. Each part registers a section: the template that
draws it, and what gathers its values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from arena.meetings.models import Meeting
from arena.meetings.policy import Rights

_SECTIONS = "arena.meetings.sections"
# Given the meeting and what the reader may do, the template's values; None leaves the section out.
Gather = Callable[[Meeting, Rights], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """One part of the page: `template` sees `meeting`, `rights` and what `gather` returns as `own`.

    `order` says where it stands; `beside` puts it into the side column.
    """

    id: str
    order: int
    template: str
    gather: Gather
    beside: bool = False


def register(app: Flask, *sections: Section) -> None:
    """Add sections to the page of every meeting."""
    app.extensions.setdefault(_SECTIONS, []).extend(sections)


def sections_of(meeting: Meeting, rights: Rights) -> list[tuple[Section, dict[str, Any]]]:
    """Return the sections that have something to show, in order, each with its values."""
    known: list[Section] = current_app.extensions.get(_SECTIONS, [])
    found = [
        (section, section.gather(meeting, rights))
        for section in sorted(known, key=lambda each: each.order)
    ]
    return [(section, own) for section, own in found if own is not None]
