"""What a programme can be made of: each domain says what it has to show, and knows no programme.

A source is registered by the word that its keys begin with: "offer" for "offer:introduction".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

_SOURCES = "arena.scheduling.stops"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of several places at which something is shown, one after the other."""

    minutes: int
    title_sv: str
    title_en: str
    place_id: int | None


@dataclass(frozen=True, kw_only=True)
class Showing:
    """Something that guests can be shown; `place_id` is the resource where, or where it begins."""

    key: str
    title_sv: str
    title_en: str
    summary_sv: str = ""
    summary_en: str = ""
    note_sv: str = ""  # What guests must know of it: shoes, weather, what to bring.
    note_en: str = ""
    minutes: int
    place_id: int | None = None
    topic: str = ""
    group_max: int | None = None
    languages: tuple[str, ...] = ()
    is_online: bool = False
    parts: tuple[Part, ...] = ()  # None where it is shown in one piece.


Source = Callable[[], Sequence[Showing]]


def register_source(app: Flask, word: str, source: Source) -> None:
    """Let `source` say what there is whose keys begin with a word and a colon."""
    app.extensions.setdefault(_SOURCES, {})[word] = source


def list_showings() -> list[Showing]:
    """Return all that can be shown, source by source, each in its own order."""
    return [showing for source in _sources().values() for showing in source()]


def find_showing(key: str) -> Showing | None:
    """Return what has a key, or None where it is not shown any more."""
    source = _sources().get(key.partition(":")[0])
    found = () if source is None else source()
    return next((showing for showing in found if showing.key == key), None)


def _sources() -> Mapping[str, Source]:
    found: Mapping[str, Source] = current_app.extensions.get(_SOURCES, {})
    return found
