"""Partners: their own pages, over everything that the house has for them."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.accounts import home
from arena.accounts.models import Role
from arena.accounts.policy import is_partner
from arena.audit.words import register_words
from arena.partners import beside, mail, trail, visit_words, words
from arena.partners.views import blueprint
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages, where partners land, and what others learn."""
    app.register_blueprint(blueprint)
    for function in (*words.FILTERS, *visit_words.FILTERS):
        app.add_template_filter(function)
    home.register(app, **{Role.PARTNER: "partners.index"})
    mail.init_app(app)
    beside.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    navigation.add(
        app,
        navigation.Entry("partners.index", _l("Start"), "house", 10, is_home=is_partner),
        navigation.Entry("partners.organisations", _l("Organisation"), "building-2", 12),
        navigation.Entry("partners.all_visits", _l("Visits to you"), "map-pin", 44),
    )
