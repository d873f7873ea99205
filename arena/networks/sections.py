"""What other packages show on a network's pages: each adds a section of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask import Flask, current_app

from arena.networks.models import Network

_SECTIONS = "arena.networks.sections"


class Side(StrEnum):
    """On whose pages a network is shown."""

    STAFF = "staff"
    PARTNER = "partner"
    PUBLIC = "public"  # To everybody: say only what everybody may know.


@dataclass(frozen=True)
class Reader:
    """Who reads a network's page: `person` is signed in except on the public side."""

    side: Side
    person: Any = None
    leads: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a section: a link, a quiet detail, and a status `(word, kind)` or None."""

    text: Any
    href: str | None = None
    detail: Any = ""
    status: tuple[Any, str] | None = None


@dataclass(frozen=True)
class Section:
    """A list under a heading; `empty` says what will stand here.

    `more` leads to all of it, and `act` is what whoever leads the network does with it: each a
    word and an address.
    """

    id: str  # Of its heading.
    heading: Any
    empty: Any
    lines: list[Line] = field(default_factory=list)
    more: tuple[Any, str] | None = None
    act: tuple[Any, str] | None = None


Gather = Callable[[Network, Reader], Section | None]


def register(app: Flask, *gather: Gather) -> None:
    """Add sections to the pages of every network, in the order of registering; None for nothing."""
    app.extensions.setdefault(_SECTIONS, []).extend(gather)


def sections_of(network: Network, reader: Reader) -> list[Section]:
    """Return the sections of one network's page."""
    gatherers: list[Gather] = current_app.extensions.get(_SECTIONS, [])
    found = [gather(network, reader) for gather in gatherers]
    return [section for section in found if section is not None]
