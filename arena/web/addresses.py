"""Absolute addresses, for mails, calendars and the API: built from ARENA_BASE_URL alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

from arena import config


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return the absolute address of a page, in the language spoken now unless `lang` is given.

    It never reads the request: whoever sends a Host header would else choose where mails lead.
    """
    base = urlsplit(config.current().base_url)
    current_app.inject_url_defaults(endpoint, values)
    adapter = current_app.url_map.bind(
        base.netloc, script_name=base.path or "/", url_scheme=base.scheme
    )
    return adapter.build(endpoint, values, force_external=True)


def init_app(app: Flask) -> None:
    """Let templates write `{{ absolute_url("visits.index") }}`."""
    app.jinja_env.globals["absolute_url"] = absolute_url
