"""Accounts: people who sign in, what they may do, and where they are signed in."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.accounts import queries, sessions, trail
from arena.accounts.services.forgetting import (
    erase_links,
    erase_sessions,
    list_expired_links,
    list_expired_sessions,
)
from arena.accounts.views import blueprints
from arena.accounts.words import role_name
from arena.audit.words import register_words
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Let people sign in, and see their own pages."""
    sessions.init_app(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.add_template_filter(role_name)
    register_words(
        app,
        records=trail.RECORDS,
        acts=trail.ACTS,
        name_users=queries.name_users,
        details=trail.DETAILS,
    )
    navigation.add(
        app,
        navigation.Entry("accounts_staff.index", _l("Users"), "users", 90),
    )
    register_erasers(
        app,
        Eraser("accounts.links", list_expired_links, erase_links),
        Eraser("accounts.sessions", list_expired_sessions, erase_sessions),
    )
