"""What can be mailed: each package registers its own kinds, with the function that gathers what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from arena.messages.models import Message


class NoLongerTrue(Exception):
    """Raised while a message is rendered: what it would say does not hold any more, so it is dropped."""


@dataclass(frozen=True)
class Kind:
    """One kind of mail: `templates/emails/<template>.{subject.txt,txt,html}`.

    `gather` returns the template's variables as they hold at the time of sending, or raises `NoLongerTrue`.
    `label` tells staff what it is, in their language.
    """

    template: str
    label: Any
    gather: Callable[[Message], dict[str, Any]]


def register(app: Flask, *kinds: Kind) -> None:
    """Make kinds of mail known to the application."""
    app.extensions.setdefault("arena.messages.kinds", {}).update({kind.template: kind for kind in kinds})


def get_kind(template: str) -> Kind:
    """Return the kind of a template's name; `KeyError` for an unknown one is a fault in the code."""
    kinds: dict[str, Kind] = current_app.extensions["arena.messages.kinds"]
    return kinds[template]


def list_kinds() -> list[Kind]:
    """Return every kind of mail."""
    kinds: dict[str, Kind] = current_app.extensions["arena.messages.kinds"]
    return sorted(kinds.values(), key=lambda kind: kind.template)
