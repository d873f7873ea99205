"""Closures that another package keeps: they are read here, and changed only where they are told of.

A host who is away for days is closed on them, as a room would be. But the absence has a home of its
own, on a floor above, which registers how its closures are found.
"""

from __future__ import annotations

from flask import Flask, current_app
from sqlalchemy import ColumnElement, Select, and_

from arena.resources.models import Closure

_KEPT = "arena.resources.kept_closures"


def register_keeper(app: Flask, kept: Select[int | None]) -> None:
    """Leave the closures whose numbers `kept` selects, none of them null, to who registers it."""
    app.extensions.setdefault(_KEPT, []).append(kept)


def is_kept_here() -> ColumnElement[bool]:
    """Return what is true of the closures that nobody else keeps."""
    kept: list[Select[int | None]] = current_app.extensions.get(_KEPT, [])
    return and_(True, *(Closure.id.not_in(each) for each in kept))
