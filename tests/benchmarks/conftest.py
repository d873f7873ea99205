"""What the measurements share: databases of their own, the demo arena in each, and one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.engine import make_url

from arena import config, create_app, db, schema
from arena.demo import loading
from tests.benchmarks import figures
from tests.benchmarks.serving import SECRET

NewDatabase = Callable[[str], str]
_AT_A_TIME = 2_000


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print all figures together."""
    if figures.ROWS:
        terminalreporter.section("figures")
        terminalreporter.write_line(figures.table())
        terminalreporter.write_line("")
        terminalreporter.write_line(figures.machine())


@pytest.fixture(scope="session")
def new_database(
    database: str, folder: Path, request: pytest.FixtureRequest
) -> Callable[[str], str]:
    """A function that makes an arena's empty database of that name and gives its address."""

    def make(name: str) -> str:
        if database == "sqlite":
            url = f"sqlite:///{folder / name}.db"
        else:
            beside = make_url(request.getfixturevalue("postgresql"))
            engine = create_engine(beside, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
            url = beside.set(database=name).render_as_string(hide_password=False)
        _within(url, schema.upgrade)
        return url

    return make


@pytest.fixture(scope="session")
def demo_file(folder: Path) -> str:
    """The address of a SQLite database that holds the demo arena, counted from today."""
    url = f"sqlite:///{folder / 'loaded'}.db"
    _within(url, _load)
    return url


@pytest.fixture(scope="session")
def demo_url(database: str, new_database: NewDatabase, demo_file: str) -> str:
    """The address of a database of each kind that holds the demo arena: it is loaded once."""
    if database == "sqlite":
        return demo_file
    url = new_database("demo")
    _within(url, lambda: _copy_from(demo_file))
    return url


def application(url: str):
    """Make an arena's application on the database at an address."""
    return create_app(
        config.load(
            {
                "ARENA_DEMO": "1",
                "ARENA_RATE_LIMITS": "off",
                "ARENA_SECRET_KEY": SECRET,
                "ARENA_DATABASE_URL": url,
            }
        )
    )


def _within(url: str, act: Callable[[], None]) -> None:
    with application(url).app_context():
        act()
        db.session.rollback()
        db.engine().dispose()


def _load() -> None:
    schema.upgrade()
    loading.load()


def _copy_from(url: str) -> None:
    """Copy every row of another database, and let the numbers go on from there."""
    source = create_engine(url)
    with source.connect() as reading, db.transaction():
        for table in db.Base.metadata.sorted_tables:
            rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            for start in range(0, len(rows), _AT_A_TIME):
                db.session.execute(insert(table), rows[start : start + _AT_A_TIME])
            key = table.autoincrement_column
            if rows and key is not None:
                counter = func.pg_get_serial_sequence(table.name, key.name)
                highest = select(func.max(key)).scalar_subquery()
                db.session.execute(select(func.setval(counter, highest)))
        db.session.execute(text("ANALYZE"))
    source.dispose()
