"""`arena erase-expired`: what the worker erases each hour, now, or only counted."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from arena import retention
from arena.audit.models import COMMAND


@click.command("erase-expired")
@click.option("--dry-run", is_flag=True, help="Count what is due, and erase nothing.")
@with_appcontext
def erase_expired(dry_run: bool) -> None:
    """Erase personal data that is past its period, as the worker does each hour."""
    counts = retention.count_due() if dry_run else retention.erase_expired(by=COMMAND)
    for name, count in counts.items():
        click.echo(f"{name:<28}{count:>8}")
    click.echo("Due. Nothing was erased." if dry_run else "Erased.")
