"""The commands, run in this process on a database of their own."""

import os
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from arena import create_app, db
from arena.cli import arena


@pytest.fixture
def database_file(tmp_path):
    """Where the commands' database stands, once it is made."""
    return tmp_path / "instance" / "arena.db"


@pytest.fixture
def environment(database_file):
    """The settings of a demo arena on that database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARENA_")}
    return kept | {"ARENA_DEMO": "1", "ARENA_DATABASE_URL": f"sqlite:///{database_file}"}


@pytest.fixture
def run(environment, monkeypatch):
    """A function that runs `arena …` and gives its result."""
    for name in [name for name in os.environ if name.startswith("ARENA_")]:
        monkeypatch.delenv(name)

    made = []

    def make():
        made.append(create_app())
        return made[-1]

    monkeypatch.setattr("arena.cli.create_app", make)

    def run(*arguments, **more):
        done = CliRunner().invoke(arena, [str(part) for part in arguments], env=environment | more)
        while made:  # A command's process ends, and its connections with it.
            with made.pop().app_context():
                db.session.close()
                db.engine().dispose()
        return done

    return run


@pytest.fixture
def ask(database_file):
    """A function that reads one value from the commands' database."""

    def ask(query, path=None):
        with closing(sqlite3.connect(path or database_file)) as connection:
            row = connection.execute(query).fetchone()
            return row and row[0]

    return ask
