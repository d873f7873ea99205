"""Pages on which staff see to visits, walks and offers, one module for each errand."""

from __future__ import annotations

from flask import Flask

from arena.visits.views import hosts, swapping  # noqa: F401 - adds views of hosts
from arena.visits.views.staff import (  # noqa: F401 - they add their views to the blueprint
    acts,
    afterwards,
    asking,
    calendar,
    create,
    figures,
    filters,
    for_guests,
    numbers,
    offers,
    record,
    requests,
    today,
    walk_hosts,
    walk_moves,
    walks,
    wiring,
)
from arena.visits.views.staff.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the pages of staff and hosts, and what their templates ask for."""
    app.register_blueprint(blueprint)
    app.register_blueprint(hosts.blueprint)
    filters.init_app(app)
    wiring.init_app(app)
