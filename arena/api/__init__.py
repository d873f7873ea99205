"""The HTTP API: what other programs build on."""

from __future__ import annotations

from flask import Flask

from arena.api import problems
from arena.api.views import blueprint


def init_app(app: Flask) -> None:
    """Register the calls and the answers to those that do not exist."""
    problems.init_app(app)
    app.register_blueprint(blueprint)
