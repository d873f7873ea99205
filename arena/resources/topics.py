"""The topics that hosts may know: what other packages ask of hosts, and what hosts know already.

A topic is a word that an offer and a host share. Offers live above this floor, so the package that
has them registers where its topics come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Flask, current_app

from arena.resources.queries.register import list_known_topics

_SOURCES = "arena.resources.topics"

Source = Callable[[], Iterable[str]]


def register_topics(app: Flask, source: Source) -> None:
    """Let the topics that `source` returns be chosen for hosts."""
    app.extensions.setdefault(_SOURCES, []).append(source)


def list_topics() -> list[str]:
    """Return every topic that is asked for or known, in order."""
    topics = set(list_known_topics())
    for source in current_app.extensions.get(_SOURCES, []):
        topics |= set(source())
    return sorted(topics)
