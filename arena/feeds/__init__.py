"""Feeds: subscriptions, and calendars out."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.accounts.services import rights_changed
from arena.audit.words import register_words
from arena.feeds import front, serving, trail
from arena.feeds.forgetting import erase_subscriptions, list_expired_subscriptions
from arena.feeds.services import note_rights_changed
from arena.feeds.views import blueprints
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the calendars, their pages and the words of the trail."""
    serving.init_app(app)
    front.init_app(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    rights_changed.connect(note_rights_changed)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    navigation.add(app, navigation.Entry("feeds.subscriptions", _l("Subscriptions"), "rss", 85))
    register_erasers(
        app,
        Eraser("feeds.subscriptions", list_expired_subscriptions, erase_subscriptions),
    )
