"""What the rest of the house learns of networks: pages, places in the rail, sections, filters."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.accounts import leaving
from arena.directory import departures, history, narrowing
from arena.directory import sections as directory_sections
from arena.networks import policy, words
from arena.networks.views import (  # noqa: F401 - they add their views to the blueprints
    adding,
    admissions,
    agreement_acts,
    agreements,
    answering,
    beside,
    blueprints,
    elsewhere,
    folders,
    founding,
    members,
    offices,
    own,
    public,
    register,
    taking_part,
    today,
)
from arena.web import navigation
from arena.web.today import register as register_today

_PLACES = (
    navigation.Entry("networks_staff.index", _l("Networks"), "network", 45),
    navigation.Entry(
        "networks_agreements.index",
        _l("Agreements"),
        "handshake",
        47,
        under="networks_staff.index",
    ),
    navigation.Entry("networks_partner.index", _l("Networks"), "network", 25),
    navigation.Entry(
        "networks_agreements_partner.index",
        _l("Agreements"),
        "handshake",
        60,
        under="networks_partner.index",
    ),
)


def init_app(app: Flask) -> None:
    """Register the pages, and what their templates ask for."""
    for blueprint in (
        blueprints.staff,
        blueprints.partner,
        blueprints.public,
        blueprints.agreements,
        blueprints.own_agreements,
    ):
        app.register_blueprint(blueprint)
    for function in words.FILTERS:
        app.add_template_filter(function)
    app.jinja_env.globals["may_change_networks"] = policy.may_change_networks
    directory_sections.register(
        app, elsewhere.section_of_memberships, elsewhere.section_of_agreements
    )
    directory_sections.register_of_people(app, taking_part.section_of_person)
    history.register(app, taking_part.NETWORKS)
    departures.register(app, taking_part.consequences)
    narrowing.register(app, beside.MEMBERS)
    leaving.register(app, elsewhere.offices_to_hand_over)
    folders.init_app(app)
    register_today(app, today.section_of_networks, today.section_of_agreements)
    navigation.add(app, *_PLACES)
