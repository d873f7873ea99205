"""What organisations know of and work with: the house's topics, which stand on floors above."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask, current_app

_CHOICES = "arena.directory.topics"

Choices = Callable[[], Sequence[tuple[str, str]]]  # Each topic with its name, in order.


def register(app: Flask, choices: Choices) -> None:
    """Say where the topics come from."""
    app.extensions[_CHOICES] = choices


def topic_choices() -> Sequence[tuple[str, str]]:
    """Return the topics that can be chosen, each with its name in the reader's language."""
    choices: Choices | None = current_app.extensions.get(_CHOICES)
    return choices() if choices else ()


def name_topics(topics: Sequence[str]) -> list[str]:
    """Return the names of some topics, in the order of the names."""
    names = dict(topic_choices())
    return sorted((names.get(topic, topic) for topic in topics), key=str.casefold)
