"""The topics that hosts may know: what other packages ask of hosts, and what hosts know already.

A topic is a word that an offer and a host share. Offers live above this floor, so the package that
has them registers where its topics come from, and what they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from flask import Flask, current_app

from arena.resources.queries.register import list_known_topics

_SOURCES = "arena.resources.topics"
_NAMES = "arena.resources.topic_names"

Source = Callable[[], Iterable[str]]
Names = Callable[[], Mapping[str, str]]  # In the reader's language, by topic.


def register_topics(app: Flask, source: Source) -> None:
    """Let the topics that `source` returns be chosen for hosts."""
    app.extensions.setdefault(_SOURCES, []).append(source)


def register_topic_names(app: Flask, names: Names) -> None:
    """Let pages call topics by the names that `names` returns."""
    app.extensions.setdefault(_NAMES, []).append(names)


def topic_name(topic: str) -> str:
    """`{{ topics|map("topic_name")|listing }}`: its name, or the word itself where it has none."""
    for names in current_app.extensions.get(_NAMES, []):
        found: str | None = names().get(topic)
        if found:
            return found
    return topic


def topic_choices(topics: Iterable[str]) -> list[tuple[str, str]]:
    """Return topics as choices of a form, each with its name, in the order of the names."""
    named: dict[str, str] = {}
    for names in current_app.extensions.get(_NAMES, []):
        named = {**names(), **named}
    return sorted(
        ((topic, named.get(topic) or topic) for topic in topics),
        key=lambda choice: choice[1].casefold(),
    )


def list_topics() -> list[str]:
    """Return every topic that is asked for or known, in order."""
    topics = set(list_known_topics())
    for source in current_app.extensions.get(_SOURCES, []):
        topics |= set(source())
    return sorted(topics)
