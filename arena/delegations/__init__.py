"""Delegations: visiting parties, from enquiry to follow-up, and their programmes of many stops."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.delegations import mail, trail
from arena.delegations.jobs import remind
from arena.delegations.views import guests, staff
from arena.jobs import register as register_job


def init_app(app: Flask) -> None:
    """Register the pages, the words of the trail and what the worker does."""
    staff.init_app(app)
    guests.init_app(app)
    mail.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS)
    register_job(app, "delegations.remind", 900, remind)
