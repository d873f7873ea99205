"""Search: one field for all that staff look for, found by what each person may read."""

from __future__ import annotations

from flask import Flask

from arena.search import policy
from arena.search.views import blueprint


def init_app(app: Flask) -> None:
    """Register the page, and let the rail ask who may open it."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["may_search"] = policy.may_search
