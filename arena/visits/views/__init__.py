"""Views of visits, one module for each errand."""

from __future__ import annotations

from flask import Flask

from arena.visits.forms.starts import written_start
from arena.visits.meanings import GROUNDS
from arena.visits.models import ExemptionGround
from arena.visits.views import public  # noqa: F401 - adds its views to the blueprint
from arena.visits.views.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the pages, and what their templates ask for."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["written_start"] = written_start
    app.jinja_env.filters["exemption_ground"] = lambda value: GROUNDS[ExemptionGround(value)]
