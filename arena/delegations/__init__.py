"""Delegations: visiting parties, from enquiry to follow-up, and their programmes of many stops."""

from __future__ import annotations

from flask import Flask

from arena.accounts.services import rights_changed
from arena.audit.words import register_words
from arena.delegations import hosts, mail, party_words, policy, trail, views
from arena.delegations.jobs import escalate_asks, progress_all, remind
from arena.delegations.meanings import LEVELS
from arena.delegations.models import PROGRAMME_ITEM, Level
from arena.delegations.planning import ItemMover, ItemPlanner
from arena.delegations.queries.catalogue import list_host_topics
from arena.delegations.queries.expired_guests import list_expired_guests
from arena.delegations.queries.links import list_expired_links
from arena.delegations.queries.participants import list_expired_lists, list_expired_needs
from arena.delegations.services.asking import end_waiting_for
from arena.delegations.services.ending import ended
from arena.delegations.services.forgetting import erase_guests
from arena.delegations.services.linking import erase_links, tell_that_it_ended
from arena.delegations.services.participants import erase_lists, erase_needs
from arena.delegations.topics import topic_word
from arena.delegations.views import (  # noqa: F401 - some add their views to a blueprint
    guests,
    host_blueprint,
    hosting,
    leading,
    receiving,
    staff,
)
from arena.jobs import register as register_job
from arena.resources.topics import register_topics
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.scheduling.closing import register_mover
from arena.scheduling.planning import register_planner


def init_app(app: Flask) -> None:
    """Register the pages, the words of the trail and what the worker does."""
    views.init_app(app)
    staff.init_app(app)
    guests.init_app(app)
    app.register_blueprint(receiving.blueprint)
    app.register_blueprint(host_blueprint.blueprint)
    hosts.init_app(app)
    rights_changed.connect(end_waiting_for)
    ended.connect(tell_that_it_ended)
    for function in party_words.FILTERS:
        app.add_template_filter(function)
    register_topics(app, list_host_topics)
    app.jinja_env.filters.update(
        delegation_topic=topic_word, delegation_level=lambda level: str(LEVELS[Level(level)])
    )
    app.jinja_env.globals.update(
        may_plan_delegations=policy.may_plan_delegations, may_read_people=policy.may_read_people
    )
    mail.init_app(app)
    register_planner(app, PROGRAMME_ITEM, ItemPlanner())
    register_mover(app, PROGRAMME_ITEM, ItemMover())
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_job(app, "delegations.progress", 60, progress_all)
    register_job(app, "delegations.remind", 900, remind)
    register_job(app, "delegations.escalate_asks", 60, escalate_asks)
    register_erasers(
        app,
        Eraser("delegations.guests", list_expired_guests, erase_guests),
        Eraser("delegations.links", list_expired_links, erase_links),
        Eraser("delegations.needs", list_expired_needs, erase_needs),
        Eraser("delegations.participants", list_expired_lists, erase_lists),
    )
