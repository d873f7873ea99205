"""Hosts' own time: when they are away, when they are busy elsewhere, and when they work."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena.accounts.services import rights_changed
from arena.audit.words import register_words
from arena.hosting import policy, reading, trail, words
from arena.hosting.jobs import hold_absences, read_calendars
from arena.hosting.mail import gather_away
from arena.hosting.models import Absence
from arena.hosting.queries.calendars import list_expired_busy_times, list_expired_calendars
from arena.hosting.services import forgetting
from arena.hosting.views import blueprints
from arena.jobs import register as register_job
from arena.messages.kinds import Kind, register
from arena.resources.keepers import register_keeper
from arena.retention import Eraser
from arena.retention import register as register_erasers


def init_app(app: Flask) -> None:
    """Register the pages, the mail, the words of the trail and what the worker does."""
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for function in words.FILTERS:
        app.add_template_filter(function)
    app.jinja_env.globals.update(may_keep_time_of_hosts=policy.may_keep_time_of_hosts)
    reading.init_app(app)
    register_keeper(app, select(Absence.closure_id).where(Absence.closure_id.is_not(None)))
    register(app, Kind("hosting/away", _l("A host is away"), gather_away))
    rights_changed.connect(forgetting.forget_whose_rights_ended)
    register_words(app, acts=trail.ACTS, details=trail.DETAILS)
    register_erasers(
        app,
        Eraser("hosting.calendars", list_expired_calendars, forgetting.erase_calendars),
        Eraser("hosting.busy_times", list_expired_busy_times, forgetting.drop_busy_times),
        Eraser("hosting.absence_days", forgetting.list_expired_days, forgetting.erase_days),
        Eraser("hosting.absence_hours", forgetting.list_expired_hours, forgetting.erase_hours),
    )
    register_job(app, "hosting.read_calendars", 60, read_calendars)
    register_job(app, "hosting.hold_absences", 60, hold_absences)
