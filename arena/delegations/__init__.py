"""Delegations: visiting parties, from enquiry to follow-up, and their programmes of many stops."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.delegations import mail, party_words, trail
from arena.delegations.jobs import escalate_asks, remind
from arena.delegations.views import receiving, staff
from arena.jobs import register as register_job


def init_app(app: Flask) -> None:
    """Register the pages, the words of the trail and what the worker does."""
    staff.init_app(app)
    app.register_blueprint(receiving.blueprint)
    for function in party_words.FILTERS:
        app.add_template_filter(function)
    mail.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS)
    register_job(app, "delegations.remind", 900, remind)
    register_job(app, "delegations.escalate_asks", 60, escalate_asks)
