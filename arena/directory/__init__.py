"""The directory: organisations, people, and the roles that people have in organisations."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.audit.words import register_words
from arena.directory import (
    clashes,
    comparing,
    import_words,
    policy,
    reaching,
    rules,
    settled,
    trail,
)
from arena.directory.jobs import EVERY_SECONDS, do_work
from arena.directory.queries.managers import may_manage
from arena.directory.services.forgetting import erase_people, list_expired_people
from arena.directory.services.importing.acts import erase_imports, list_expired_imports
from arena.directory.services.indexing import index_what_is_not
from arena.directory.services.leaving import tell_who_left
from arena.directory.services.merging import erase_merges, list_expired_merges
from arena.directory.services.searches import erase_searches, list_orphaned_searches
from arena.directory.views import blueprints
from arena.directory.words import FILTERS
from arena.jobs import register as register_job
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.web import navigation

LEFT_SECONDS = 60  # How soon after midnight what somebody had by a role closes.
INDEX_SECONDS = 300


def init_app(app: Flask) -> None:
    """Let staff read and keep the directory."""
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for function in (*FILTERS, *comparing.FILTERS, *import_words.FILTERS):
        app.add_template_filter(function)
    app.add_template_filter(may_manage)
    app.jinja_env.globals.update(
        may_change_directory=policy.may_change_directory,
        keeps_search=policy.keeps_search,
        may_read_contact_details=policy.may_read_contact_details,
        obstacles_at=reaching.obstacles_at,
        shown_number=rules.shown_number,
    )
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
    navigation.add(app, navigation.Entry("directory.index", _l("Directory"), "building-2", 50))
    clashes.register(app, *settled.RULES)
    register_erasers(
        app,
        Eraser("directory.people", list_expired_people, erase_people),
        Eraser("directory.searches", list_orphaned_searches, erase_searches),
        Eraser("directory.imports", list_expired_imports, erase_imports),
        Eraser("directory.merges", list_expired_merges, erase_merges),
    )
    register_job(app, "directory.do_work", EVERY_SECONDS, do_work)
    register_job(app, "directory.tell_who_left", LEFT_SECONDS, tell_who_left)
    register_job(app, "directory.index_what_is_not", INDEX_SECONDS, index_what_is_not)
