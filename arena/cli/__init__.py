"""The console script `arena`; `flask --app wsgi …` has the same commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import click
from flask.cli import ScriptInfo

import arena as package
from arena.config import SettingsError

if TYPE_CHECKING:
    from arena.web.requests import ArenaFlask

# Where each command is: what it needs is loaded when it is asked for.
COMMANDS: Mapping[str, str] = {
    "serve": "serving",
    "worker": "working",
    "upgrade": "shape",
    "demo": "demonstration",
    "user": "people",
    "check": "health",
    "erase-expired": "erasing",
    "backup": "copies",
    "restore": "copies",
}
FAULTY_SETTINGS = 2


class Commands(click.Group):
    """The commands by name, loaded one by one."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return one command, or None when there is none of that name."""
        return find_command(name) if name in COMMANDS else None


def find_command(name: str) -> click.Command:
    """Return a command; raise `KeyError` when there is none of that name."""
    command = getattr(import_module(f"arena.cli.{COMMANDS[name]}"), name.replace("-", "_"))
    if not isinstance(command, click.Command):
        raise TypeError(f"{name} is no command.")
    return command


def all_commands() -> Iterator[click.Command]:
    """Go through all commands."""
    return map(find_command, COMMANDS)


def create_app() -> ArenaFlask:
    """Make the application that a command works with."""
    return package.create_app()


@click.group(cls=Commands)
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
