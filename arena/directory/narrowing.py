"""Ways to narrow a list of the directory that packages above know: being in a network, say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Select

_WAYS = "arena.directory.narrowing"


@dataclass(frozen=True)
class Narrowing:
    """One more choice above the lists; `key` names it in their addresses and in saved searches.

    `organisations` and `people` return, for a chosen value, the numbers of those that it leaves, as
    a query to be looked among. A value that means nothing leaves none.
    """

    key: str
    label: Any
    blank: Any  # The choice that leaves all: “All networks”.
    choices: Callable[[], Sequence[tuple[str, Any]]]
    organisations: Callable[[str], Select[Any]]
    people: Callable[[str], Select[Any]]


def register(app: Flask, *ways: Narrowing) -> None:
    """Add choices above the lists."""
    known = app.extensions.setdefault(_WAYS, {})
    known.update({way.key: way for way in ways})


def list_narrowings() -> list[Narrowing]:
    """Return all of them, in the order of registering."""
    return list(current_app.extensions.get(_WAYS, {}).values())
