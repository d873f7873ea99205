"""The application: this module only wires it."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import StrictUndefined

from arena import (
    accounts,
    api,
    audit,
    config,
    db,
    delegations,
    directory,
    documents,
    feeds,
    hosting,
    logs,
    mailbox,
    meeting_place,
    meetings,
    messages,
    needs,
    networks,
    newsletters,
    on_the_day,
    partners,
    resources,
    retention,
    scheduling,
    search,
    site,
    visits,
)
from arena.config import Settings
from arena.web import (
    access,
    addresses,
    assets,
    catalogues,
    components,
    contact,
    errors,
    filters,
    languages,
    limits,
    navigation,
    outlets,
    places,
    query,
    requests,
    security,
    uploads,
)
from arena.web.requests import ArenaFlask

PACKAGES = (
    accounts,
    api,
    audit,
    delegations,
    directory,
    documents,
    feeds,
    hosting,
    mailbox,
    meeting_place,
    meetings,
    messages,
    needs,
    networks,
    newsletters,
    on_the_day,
    partners,
    resources,
    retention,
    scheduling,
    search,
    site,
    visits,
)


def create_app(settings: Settings | None = None) -> ArenaFlask:
    """Make the application, from `settings` or from the environment."""
    settings = settings or config.load(os.environ)
    app = ArenaFlask(
        "arena",
        template_folder=_folder("templates"),
        static_folder=_folder("static"),
        static_url_path="/static",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.extensions["arena.settings"] = settings
    logs.configure(settings)
    db.init_app(app, settings)
    requests.init_app(app)
    uploads.init_app(app)
    security.init_app(app, settings)
    outlets.init_app(app)
    limits.init_app(app, settings)
    languages.init_app(app)
    catalogues.init_app(app)
    filters.init_app(app)
    addresses.init_app(app)
    assets.init_app(app)
    places.init_app(app)
    query.init_app(app)
    components.init_app(app)
    contact.init_app(app)
    navigation.init_app(app)
    access.init_app(app)
    errors.init_app(app)
    for package in PACKAGES:
        package.init_app(app)
    return app


def _folder(name: str) -> str:
    """Find templates and the like beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parent
    beside, inside = package.parent / name, package / name
    return str(beside if beside.is_dir() else inside)
