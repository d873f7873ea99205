"""`arena check`: whether all is well."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from arena.site.queries import check_readiness


@click.command()
@with_appcontext
def check() -> None:
    """Verify settings, database, migrations, worker and mail; end with 0 only when all is well."""
    checks = check_readiness()
    for item in checks:
        click.echo(f"{'ok  ' if item.is_ok else 'FAIL'}  {item.name}: {item.detail}")
    if not all(item.is_ok for item in checks):
        sys.exit(1)
