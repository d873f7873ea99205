"""Delegations: visiting parties, from enquiry to follow-up, and their programmes of many stops."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.delegations import mail, trail, views
from arena.delegations.jobs import progress_all
from arena.delegations.views import staff
from arena.jobs import register as register_job


def init_app(app: Flask) -> None:
    """Register the pages, the words of the trail and what the worker does."""
    views.init_app(app)
    staff.init_app(app)
    mail.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_job(app, "delegations.progress", 60, progress_all)
