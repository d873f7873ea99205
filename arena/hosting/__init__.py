"""Hosts' own time: when they are away, when they are busy elsewhere, and when they work."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena.audit.words import register_words
from arena.hosting import policy, reading, trail, words
from arena.hosting.jobs import hold_absences, read_calendars
from arena.hosting.mail import gather_away
from arena.hosting.models import Absence
from arena.hosting.views import blueprints
from arena.jobs import register as register_job
from arena.messages.kinds import Kind, register
from arena.resources.keepers import register_keeper


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
    register_words(app, acts=trail.ACTS)
    register_job(app, "hosting.read_calendars", 60, read_calendars)
    register_job(app, "hosting.hold_absences", 60, hold_absences)
