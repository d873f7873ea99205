"""Audit: who did what to which record, appended in the same transaction."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.audit.views import blueprint
from arena.audit.words import Record, moment_words, register_words
from arena.web import navigation

# What is in the calendar is kept below the packages that have words of their own.
_RECORDS = {"events": Record(_l("Calendar entry"))}
_ACTS = {
    "scheduling.schedule": _l("Put it in the calendar"),
    "scheduling.reschedule": _l("Changed it in the calendar"),
    "scheduling.cancel": _l("Cancelled it in the calendar"),
}

_STATUSES = {
    "tentative": _l("held, not confirmed"),
    "confirmed": _l("confirmed"),
    "cancelled": _l("cancelled"),
}
_DETAILS = {
    "scheduling.from": lambda value, detail: (
        _("before: %(moment)s", moment=moment_words(value))
        if value != detail.get("starts_at")
        else None
    ),
    "scheduling.starts_at": lambda value, detail: moment_words(value),
    "scheduling.status": lambda value, detail: _STATUSES.get(value, value),
}


def init_app(app: Flask) -> None:
    """Let administrators read the trail."""
    app.register_blueprint(blueprint)
    register_words(app, records=_RECORDS, acts=_ACTS, details=_DETAILS)
    navigation.add(
        app,
        navigation.Entry(
            "audit.index", _l("Audit trail"), "history", 95, under="accounts_staff.index"
        ),
    )
