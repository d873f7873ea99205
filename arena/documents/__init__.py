"""Documents with versions, in folders whose owners say who may see them."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.documents import trail, views
from arena.documents.queries import list_expired
from arena.documents.services import erase_withdrawn
from arena.retention import Eraser
from arena.retention import register as register_erasers


def init_app(app: Flask) -> None:
    """Register the pages, the words of the trail, and what erases."""
    app.register_blueprint(views.staff)
    app.register_blueprint(views.partner)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    register_erasers(app, Eraser("documents.withdrawn", list_expired, erase_withdrawn))
