"""`arena upgrade`: the database's newest shape."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from arena import db, schema
from arena.events.services import render_all


@click.command()
@with_appcontext
def upgrade() -> None:
    """Bring the database to the newest revision, and calendar entries to the settings."""
    make_private_file()
    before = schema.current_revision()
    schema.upgrade()
    after = schema.current_revision()
    if before == after:
        click.echo(f"The database is at the newest revision, {after}.")
    else:
        click.echo(f"The database went from {before or 'nothing'} to revision {after}.")
    with db.transaction():
        rendered = render_all()
    if rendered:
        click.echo(f"The calendar entries of {rendered} events were written anew.")


def make_private_file() -> None:
    """Make a new SQLite file, and its folder, for our own eyes only: it will hold personal data."""
    path = db.engine().url.database
    if db.dialect() == "sqlite" and path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600, exist_ok=True)
