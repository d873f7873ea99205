"""On the day: what screens at doors and in the foyer show, and faults that people report."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.audit.words import register_words
from arena.jobs import register as register_job
from arena.messages.kinds import Kind, register
from arena.on_the_day import mail, policy, queries, trail, words
from arena.on_the_day.jobs import mail_plans
from arena.on_the_day.models import PLAN_MAIL
from arena.on_the_day.views import blueprints
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages, the mail, the words of the trail, and what other pages show of it."""
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    register(
        app,
        Kind(
            "on_the_day/fault", _l("A fault is reported"), mail.gather_fault, about=mail.about_fault
        ),
        Kind(
            PLAN_MAIL,
            _l("Plan B of the day"),
            mail.gather_plan,
            attach=mail.attach_plan,
            about=mail.about_plan,
        ),
    )
    register_job(app, "on_the_day.mail_plans", 60, mail_plans)
    register_words(app, records=trail.RECORDS, acts=trail.ACTS)
    navigation.add(
        app,
        navigation.Entry(
            "on_the_day_staff.index", _l("Screens"), "monitor", 86, under="resources.index"
        ),
    )
    app.jinja_env.globals.update(
        list_open_faults=queries.list_open_faults,
        list_faults_of=queries.list_faults_of,
        list_rooms_today=queries.list_rooms_today,
        _l=_l,
        both=words.both,
        both_of=words.both_of,
        in_both=words.in_both,
        may_mend=policy.may_mend,
        may_have_plan=policy.may_have_plan,
    )
