"""What the trail's words mean to people: packages say it for their own records and acts.

What nobody has named is shown as it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

_WORDS = "arena.audit.words"

# Given the numbers of some records, their names.
Naming = Callable[[Collection[int]], Mapping[int, str]]


@dataclass(frozen=True)
class Record:
    """A kind of record: what it is called, the endpoint of its page, and its address's variable."""

    label: Any
    endpoint: str | None = None
    variable: str | None = None


@dataclass
class _Words:
    records: dict[str, Record]
    acts: dict[str, Any]
    name_users: Naming | None = None


_ACTORS: dict[str, Any] = {
    "booker": _l("The booker"),
    "stranger": _l("Somebody who was not signed in"),
    "api": _l("A program, by the API"),
    "worker": _l("Arena itself"),
    "command": _l("A command on the server"),
}


def register_words(
    app: Flask,
    *,
    records: Mapping[str, Record] | None = None,
    acts: Mapping[str, Any] | None = None,
    name_users: Naming | None = None,
) -> None:
    """Name kinds of records by their table, acts by what was recorded, and users by number."""
    words: _Words = app.extensions.setdefault(_WORDS, _Words({}, {}))
    words.records.update(records or {})
    words.acts.update(acts or {})
    words.name_users = name_users or words.name_users


def record_kind(subject_type: str) -> Record:
    """Return what a kind of record is called."""
    return _words().records.get(subject_type, Record(subject_type))


def act_name(action: str) -> Any:
    """Return what an act is called: “Signed in” for `accounts.sign_in`."""
    return _words().acts.get(action, action)


def actor_names(labels: Collection[str]) -> dict[str, Any]:
    """Return who the actors of some lines are: users by name, where they are still known."""
    numbers = {label: int(label.partition(":")[2]) for label in labels if label.startswith("user:")}
    name_users = _words().name_users
    names = name_users(list(numbers.values())) if name_users and numbers else {}
    users = {label: names.get(number, label) for label, number in numbers.items()}
    return {label: users.get(label) or _ACTORS.get(label, label) for label in labels}


def _words() -> _Words:
    words: _Words = current_app.extensions[_WORDS]
    return words
