"""Needs: what somebody seeks, asked and answered on equal terms; and offers that may fit."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.directory import clashes
from arena.needs import merging, trail
from arena.needs.topics import need_topic


def init_app(app: Flask) -> None:
    """Register the pages, mails, jobs and words of needs."""
    app.add_template_filter(need_topic)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    clashes.register(app, *merging.RULES)
