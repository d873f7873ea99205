"""What other packages show on an organisation's or a person's page: each adds its own section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Flask, current_app

from arena.directory.models import Organisation, Person

_SECTIONS = "arena.directory.sections"
_OF_PEOPLE = "arena.directory.sections_of_people"


@dataclass(frozen=True)
class Line:
    """One line of a section: a link, a quiet detail, and a status `(word, kind)` or None.

    `received_on`: the day on which the organisation was, or is to be, received; None for what
    never came about. Others weigh by it how often it was here.
    """

    text: str
    href: str
    detail: str = ""
    status: tuple[Any, str] | None = None
    received_on: date | None = None


@dataclass(frozen=True)
class Section:
    """A list under a heading; `empty` says what will stand here, and `more` leads to all of it."""

    heading: Any
    empty: Any
    lines: list[Line] = field(default_factory=list)
    more: tuple[Any, str] | None = None


Gather = Callable[[Organisation], Section]
# Given a person and who reads the page; None where there is nothing to say.
GatherOfPerson = Callable[[Person, Any], Section | None]


def register(app: Flask, *gather: Gather) -> None:
    """Add sections to the page of every organisation, in the order of registering."""
    app.extensions.setdefault(_SECTIONS, []).extend(gather)


def sections_of(organisation: Organisation) -> list[Section]:
    """Return the sections of one organisation's page."""
    gatherers: list[Gather] = current_app.extensions.get(_SECTIONS, [])
    return [gather(organisation) for gather in gatherers]


def register_of_people(app: Flask, *gather: GatherOfPerson) -> None:
    """Add sections to the page of every person, in the order of registering."""
    app.extensions.setdefault(_OF_PEOPLE, []).extend(gather)


def sections_of_person(person: Person, reader: Any) -> list[Section]:
    """Return the sections of one person's page that a reader may see."""
    gatherers: list[GatherOfPerson] = current_app.extensions.get(_OF_PEOPLE, [])
    found = [gather(person, reader) for gather in gatherers]
    return [section for section in found if section is not None]
