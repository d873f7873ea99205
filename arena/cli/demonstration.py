"""`arena demo`: an arena to try things in."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from arena import config
from arena.demo import loading


@click.command()
@click.option("--scale", type=click.IntRange(1), default=1, help="How many times as much of all.")
@click.option("--seed", type=int, default=1, help="The same seed makes the same arena.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there is data already.")
@with_appcontext
def demo(scale: int, seed: int, if_empty: bool) -> None:
    """Load the demo arena into an empty database."""
    if not config.current().demo:
        raise click.UsageError("The demo arena has known passwords: set ARENA_DEMO=1 to load it.")
    if not loading.is_empty():
        if if_empty:
            return
        raise click.ClickException("The database holds an arena already: start with an empty one.")
    click.echo("Loading the demo arena …")
    loading.load(scale=scale, seed=seed)
    click.echo("The demo arena is loaded.")
