"""Rooms, sites, hosts and equipment: when they are open, who has them, and what is free."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.audit.words import register_words
from arena.directory import topics as directory_topics
from arena.resources import policy, topics, trail, words
from arena.resources.views import blueprints
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Let staff read the register and the opening hours, and those who plan keep them."""
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for function in (*words.FILTERS, topics.topic_name):
        app.add_template_filter(function)
    app.jinja_env.globals.update(may_change_resources=policy.may_change_resources)
    directory_topics.register(app, lambda: topics.topic_choices(topics.list_topics()))
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    navigation.add(
        app,
        navigation.Entry("resources.index", _l("Resources"), "map-pin", 60),
        navigation.Entry(
            "resources_hours.index", _l("Opening hours"), "clock", 62, under="resources.index"
        ),
    )
