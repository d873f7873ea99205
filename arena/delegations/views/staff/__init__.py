"""Pages on which staff see to delegations, one module for each errand."""

from __future__ import annotations

from flask import Flask

from arena.delegations.views.staff import (  # noqa: F401 - they add their views to the blueprint
    acts,
    afterwards,
    drafting,
    entry,
    figures,
    links,
    pack,
    papers,
    participants,
    parties,
    people,
    programme,
    programme_groups,
    programme_items,
    record,
    register,
    releases,
    roles,
    stops,
    tasks,
    templates,
    vetting,
    ways,
    wiring,
)
from arena.delegations.views.staff.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Register the pages of staff, and tell the rest of the house where they are."""
    app.register_blueprint(blueprint)
    wiring.init_app(app)
