"""Needs: what somebody seeks, asked and answered on equal terms; and offers that may fit."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.directory import clashes
from arena.jobs import register as register_job
from arena.needs import mail, merging, offer_jobs, offer_trail, trail
from arena.needs.jobs import remind
from arena.needs.mail import offers as offer_mail
from arena.needs.queries.expired import list_expired_followers, list_expired_interests
from arena.needs.queries.introduction_expiry import list_expired_introductions
from arena.needs.services.forgetting import erase_followers, erase_interests
from arena.needs.services.introduction_erasing import erase_introductions
from arena.needs.views import offer_wiring, wiring
from arena.retention import Eraser
from arena.retention import register as register_erasers


def init_app(app: Flask) -> None:
    """Register the pages, mails, jobs and words of needs."""
    wiring.init_app(app)
    offer_wiring.init_app(app)
    mail.init_app(app)
    offer_mail.init_app(app)
    offer_jobs.init_app(app)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_words(
        app, records=offer_trail.RECORDS, acts=offer_trail.ACTS, details=offer_trail.DETAILS
    )
    register_job(app, "needs.remind", 900, remind)
    register_erasers(
        app,
        Eraser("needs.interests", list_expired_interests, erase_interests),
        Eraser("needs.followers", list_expired_followers, erase_followers),
        Eraser("needs.introductions", list_expired_introductions, erase_introductions),
    )
    clashes.register(app, *merging.RULES)
