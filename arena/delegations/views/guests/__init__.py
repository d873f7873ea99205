"""The guests' own pages: the released programme, and what the leader tells us."""

from __future__ import annotations

from flask import Flask

from arena.delegations.views.guests import (  # noqa: F401 - they add their views to the blueprint
    listing,
    paper,
    programme,
)
from arena.delegations.views.guests.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the guests' pages."""
    app.register_blueprint(blueprint)
