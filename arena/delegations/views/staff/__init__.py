"""Pages on which staff see to delegations, one module for each errand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from arena.delegations.models import PROGRAMME_ITEM
from arena.delegations.queries.register import map_items
from arena.delegations.views.staff import (  # noqa: F401 - they add their views to the blueprint
    afterwards,
    figures,
    pack,
    papers,
    parties,
    people,
    programme,
    programme_groups,
    programme_items,
    record,
    roles,
    stops,
    tasks,
    ways,
)
from arena.delegations.views.staff.blueprint import blueprint
from arena.events.pages import Way, register_pages, register_ways
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages of staff, and tell the rest of the house where they are."""
    app.register_blueprint(blueprint)
    register_pages(app, PROGRAMME_ITEM, programme_pages)
    register_ways(app, PROGRAMME_ITEM, ways_of_items)
    navigation.add(app, navigation.Entry("delegations_staff.index", _l("Delegations"), "flag", 33))


def programme_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of items, by their events, in the programmes that they belong to."""
    return {
        event_id: url_for(
            "delegations_staff.programme", reference=reference, _anchor=f"item-{item}"
        )
        for event_id, (reference, item) in map_items(event_ids).items()
    }


def ways_of_items(event_ids: Collection[int]) -> Mapping[int, Way]:
    """Return where items that cannot take place as planned are seen to."""
    return {
        event_id: Way(_l("Change the programme"), href)
        for event_id, href in programme_pages(event_ids).items()
    }
