"""What ends when a person leaves an organisation, said before it does.

Each package that connects to `services.left` tells here what it will do then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from arena.directory.models import Organisation, Person

_GATHERERS = "arena.directory.departures"


@dataclass(frozen=True)
class Consequence:
    """One thing that ends; `href` is where it is seen to, if anywhere."""

    text: str
    href: str | None = None


Gather = Callable[[Person, Organisation], Sequence[Consequence]]


def register(app: Flask, *gather: Gather) -> None:
    """Let a package say what will end."""
    app.extensions.setdefault(_GATHERERS, []).extend(gather)


def consequences_of(person: Person, organisation: Organisation) -> list[Consequence]:
    """Return what ends when a person no longer stands for an organisation."""
    gatherers: list[Gather] = current_app.extensions.get(_GATHERERS, [])
    return [each for gather in gatherers for each in gather(person, organisation)]
