"""Audit: who did what to which record, appended in the same transaction."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.audit.views import blueprint
from arena.audit.words import register_words
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Let administrators read the trail."""
    app.register_blueprint(blueprint)
    register_words(app)
    navigation.add(app, navigation.Entry("audit.index", _l("Audit trail"), "history", 95))
