"""Meetings of networks and working groups: planned, called, held and minuted."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.directory import clashes
from arena.jobs import register as register_job
from arena.mailbox import replies
from arena.meetings import coming, mail, merging, record_trail, trail
from arena.meetings.jobs import follow_networks, remind
from arena.meetings.models import MEETING
from arena.meetings.services.replying import take_reply
from arena.meetings.views import record_wiring, wiring


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of meetings."""
    wiring.init_app(app)
    record_wiring.init_app(app)
    coming.init_app(app)
    mail.init_app(app)
    register_job(app, "meetings.follow_networks", 60, follow_networks)
    register_job(app, "meetings.remind", 600, remind)
    replies.register(app, MEETING, take_reply, hears_outdated=True)
    clashes.register(app, *merging.RULES)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_words(
        app, records=record_trail.RECORDS, acts=record_trail.ACTS, details=record_trail.DETAILS
    )
