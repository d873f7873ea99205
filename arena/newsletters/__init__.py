"""Newsletters and notices: to a network, or to whom a saved search finds."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.jobs import register as register_job
from arena.networks.sections import register as register_section
from arena.newsletters import mail, trail, views
from arena.newsletters.jobs import send_due
from arena.newsletters.sections import section_of_mailings
from arena.newsletters.services.forgetting import erase_receivers, list_expired_receivers
from arena.retention import Eraser
from arena.retention import register as register_erasers


def init_app(app: Flask) -> None:
    """Register the pages, the mails and the job that sends what is due."""
    views.init_app(app)
    mail.init_app(app)
    register_section(app, section_of_mailings)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_job(app, "newsletters.send_due", 20, send_due)
    register_erasers(app, Eraser("newsletters.receivers", list_expired_receivers, erase_receivers))
