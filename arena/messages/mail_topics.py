"""What mailings are about: each package that sends some names its topics, and people refuse them.

A topic is a word, or a word with a number: "needs", "network:3".
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from arena import config, tokens

_TOPICS = "arena.messages.topics"

Name = Callable[[str], str | None]


def register_topic(app: Flask, word: str, name: Name) -> None:
    """Make the topics that begin with `word` known.

    `name` gets what follows the colon, or "", and returns what the topic is called in the reader's
    language, as in “You no longer get mail about …”; None for one that there is not.
    """
    app.extensions.setdefault(_TOPICS, {})[word] = name


def topic_name(topic: str) -> str | None:
    """Return what a topic is called, in the language of the page or mail; None if unknown."""
    names: dict[str, Name] = current_app.extensions.get(_TOPICS, {})
    word, _, rest = topic.partition(":")
    return names[word](rest) if word in names else None


def reader_token(reader_id: int, topic: str) -> str:
    """Return the secret of the page on which a reader says what they want.

    It opens the page about one topic: nobody reads the names of others by another address.
    """
    return tokens.derived(f"mailings {topic}", reader_id)


def wishes_url(reader_id: int, topic: str, language: str) -> str:
    """Return the absolute address of that page, which mail programs may also send to."""
    base = config.current().base_url
    return f"{base}/{language}/mailings/{reader_id}/{reader_token(reader_id, topic)}?about={topic}"
