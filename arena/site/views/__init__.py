"""Views of the site: pages for people in `pages`, answers for machines in `operations`."""

from __future__ import annotations

from flask import Flask

from arena.site.views import operations, pages  # noqa: F401 - they add their views to the blueprint
from arena.site.views.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(blueprint)
