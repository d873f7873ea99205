"""The console script `arena`; `flask --app wsgi …` has the same commands."""

from __future__ import annotations

import sys

import click
from flask.cli import ScriptInfo

from arena import create_app
from arena.cli.copies import backup, restore
from arena.cli.demonstration import demo
from arena.cli.health import check
from arena.cli.people import user
from arena.cli.processes import serve, worker
from arena.cli.shape import upgrade
from arena.config import SettingsError

COMMANDS = (serve, worker, upgrade, demo, user, check, backup, restore)
FAULTY_SETTINGS = 2


@click.group(commands=COMMANDS)
@click.pass_context
def arena(context: click.Context) -> None:
    """Run an arena: the web server, the worker, the database and its copies."""
    context.obj = ScriptInfo(create_app=create_app)


def main() -> None:
    """Run the command that was asked for; faulty settings are all named, and end it with 2."""
    try:
        arena(prog_name="arena")
    except SettingsError as error:
        for fault in error.faults:
            click.echo(fault, err=True)
        sys.exit(FAULTY_SETTINGS)
