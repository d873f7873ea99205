"""The HTTP API: what other programs build on."""

from __future__ import annotations

from flask import Flask

from arena.api import problems
from arena.api.views import blueprint


def init_app(app: Flask) -> None:
    """Register the calls and their problem documents."""
    problems.init_app(app, blueprint)
    app.register_blueprint(blueprint)
