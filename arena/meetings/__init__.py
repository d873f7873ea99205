"""Meetings of networks and working groups: planned, called, held and minuted."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.directory import clashes
from arena.meetings import merging, record_trail, trail
from arena.meetings.views import record_wiring, wiring


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of meetings."""
    wiring.init_app(app)
    record_wiring.init_app(app)
    clashes.register(app, *merging.RULES)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_words(
        app, records=record_trail.RECORDS, acts=record_trail.ACTS, details=record_trail.DETAILS
    )
