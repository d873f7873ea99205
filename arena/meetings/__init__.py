"""Meetings of networks and working groups: planned, called, held and minuted."""

from __future__ import annotations

from flask import Flask

from arena.directory import clashes
from arena.meetings import merging, models  # noqa: F401 - its tables are known once it is loaded


def init_app(app: Flask) -> None:
    """Register the pages, mails and jobs of meetings."""
    clashes.register(app, *merging.RULES)
