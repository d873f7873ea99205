"""What organisations and people took part in: each package above says what it knows of.

One `Source` for each kind of thing: visits, delegations, meetings, bookings. Who asks is told to
each, so that a page shows nobody what their own pages would not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Select

from arena.directory.models import Organisation, Person

_SOURCES = "arena.directory.history"


@dataclass(frozen=True)
class Entry:
    """One thing that somebody took part in, on a day or from that day on.

    `href` is None for who may not open its page. `status` is `(word, kind)`, as the component
    `status` has them.
    """

    on: date
    text: str
    href: str | None = None
    detail: str = ""
    status: tuple[Any, str] | None = None


def nobody(subject: Any, reader: Any) -> Sequence[Entry]:
    """Return nothing, for a source that knows only the other kind."""
    return ()


@dataclass(frozen=True)
class Source:
    """One kind of thing to take part in.

    `of_organisation` and `of_person` return all entries that the reader may see; the last two
    return the numbers of those who took part since a day, as a query to be looked among.
    """

    key: str
    label: Any  # In the plural: “Visits”.
    of_organisation: Callable[[Organisation, Any], Sequence[Entry]] = nobody
    of_person: Callable[[Person, Any], Sequence[Entry]] = nobody
    organisations_since: Callable[[date], Select[Any]] | None = None
    people_since: Callable[[date], Select[Any]] | None = None


@dataclass(frozen=True)
class Happening:
    """An entry, and the kind of thing that it is."""

    source: Source
    entry: Entry


def register(app: Flask, *sources: Source) -> None:
    """Let a package tell of one more kind of thing."""
    known = app.extensions.setdefault(_SOURCES, {})
    known.update({source.key: source for source in sources})


def list_sources() -> list[Source]:
    """Return every kind of thing that can be taken part in, in the order of registering."""
    return list(current_app.extensions.get(_SOURCES, {}).values())


def timeline(
    subject: Organisation | Person, reader: Any, kinds: Collection[str] = ()
) -> list[Happening]:
    """Return what somebody took part in, the latest first; of some kinds only, if any are given."""
    found: list[Happening] = []
    for source in list_sources():
        if kinds and source.key not in kinds:
            continue
        if isinstance(subject, Organisation):
            entries = source.of_organisation(subject, reader)
        else:
            entries = source.of_person(subject, reader)
        found += [Happening(source, entry) for entry in entries]
    return sorted(found, key=lambda each: (each.entry.on, each.entry.text), reverse=True)
