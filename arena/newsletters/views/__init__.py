"""The pages of mailings, for staff and for those who lead a network."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.newsletters.meanings import FILTERS
from arena.newsletters.views import listing, sending, writing  # noqa: F401 - they add their views
from arena.newsletters.views.blueprints import partner, staff
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages and their places in the rail."""
    app.register_blueprint(staff)
    app.register_blueprint(partner)
    for function in FILTERS:
        app.add_template_filter(function)
    navigation.add(
        app,
        navigation.Entry(
            "newsletters.index", _l("Mailings"), "megaphone", 62, under="networks_staff.index"
        ),
        navigation.Entry(
            "newsletters_partner.index",
            _l("Mailings"),
            "megaphone",
            62,
            under="networks_partner.index",
        ),
    )
