"""`arena worker`: the process that sends what is due."""

from __future__ import annotations

import os

import click
from flask import current_app
from flask.cli import with_appcontext

from arena.worker import run_until_told


@click.command()
@with_appcontext
def worker() -> None:
    """Send what is due, and do what time brings, until told to stop."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not run_until_told(app):
        os._exit(0)  # A mail server holds us up: the mail's lease brings it back.
