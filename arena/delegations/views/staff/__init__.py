"""Pages on which staff see to delegations, one module for each errand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from arena.delegations.models import PROGRAMME_ITEM
from arena.delegations.queries.register import map_references
from arena.delegations.views.staff import (  # noqa: F401 - they add their views to the blueprint
    afterwards,
    drafting,
    papers,
    record,
    stops,
    tasks,
    ways,
)
from arena.delegations.views.staff.blueprint import blueprint
from arena.events.pages import register_pages
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages of staff, and tell the rest of the house where they are."""
    app.register_blueprint(blueprint)
    register_pages(app, PROGRAMME_ITEM, programme_pages)
    navigation.add(app, navigation.Entry("delegations_staff.index", _l("Delegations"), "flag", 33))


def programme_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of delegations by the events of their programmes."""
    return {
        event_id: url_for("delegations_staff.show", reference=reference)
        for event_id, reference in map_references(event_ids).items()
    }
