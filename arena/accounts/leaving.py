"""What somebody who leaves has still to do: each package above says what it knows of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from arena.accounts.models import User

_DUTIES = "arena.accounts.leaving"


@dataclass(frozen=True)
class Duty:
    """Something to come that needs somebody else: where it is seen to, and what it is."""

    text: str
    href: str
    detail: str = ""


@dataclass(frozen=True)
class Duties:
    """Those of one kind; `heading` counts them, `advice` says what to do about them."""

    heading: Any
    advice: Any
    lines: Sequence[Duty]


Gather = Callable[[User], Duties | None]


def register(app: Flask, *gather: Gather) -> None:
    """Let a package say what somebody still has to do; None for nothing."""
    app.extensions.setdefault(_DUTIES, []).extend(gather)


def duties_of(user: User) -> list[Duties]:
    """Return what somebody still has to do, of every kind."""
    gatherers: list[Gather] = current_app.extensions.get(_DUTIES, [])
    found = [gather(user) for gather in gatherers]
    return [each for each in found if each is not None]
