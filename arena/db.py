"""The database: base class, column types, the session, and the only place that commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache, wraps
from inspect import iscoroutinefunction
from typing import Any, Literal, TypeVar, cast

from flask import Flask, current_app
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy

from arena.config import Settings

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_COMMITTED = "arena.committed"
_LAST = "last"
# SQLite would keep 128 prepared statements for each connection, many of them large, and 2 MB of
# pages; no page is drawn sooner for it. With half a megabyte of pages free times take longer.
_STATEMENTS_KEPT = 16
_SQLITE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-1000",
)
Value = TypeVar("Value")
RETRYABLE = ("40001", "40P01")  # PostgreSQL: serialization failure, deadlock detected.
_POSTGRESQL_SESSION = (
    "-c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=30s "
    "-c idle_in_transaction_session_timeout=60s -c timezone=UTC"
)
_extension = SQLAlchemy(session_options={"expire_on_commit": False, "autoflush": True})
_writer = (
    threading.Lock()
)  # SQLite has one writer: wait for it in line here, not by its unfair polling.

session: Session = cast(Session, LocalProxy(lambda: _extension.session))


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


Row = TypeVar("Row", bound=Base)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment and turn any other into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A naive datetime was about to be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def init_app(app: Flask, settings: Settings) -> None:
    """Connect the application to the database that its settings name."""
    url = make_url(settings.database_url)
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url, **engine_options(url)}}
    _extension.init_app(app)
    # Arena has no asynchronous engines: the extension's teardown for those would start a thread,
    # and an event loop in it, at the end of every request.
    app.teardown_appcontext_funcs = [
        close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
    ]
    with app.app_context():
        prepare_engine(_extension.engine)


def engine_options(url: URL) -> dict[str, Any]:
    """Return the options that an engine for `url` is made with: errors show no one's data."""
    if url.get_backend_name() == "sqlite":
        connect = {"timeout": 10, "cached_statements": _STATEMENTS_KEPT}
        return {"hide_parameters": True, "connect_args": connect}
    return {
        "hide_parameters": True,
        "connect_args": {"options": _POSTGRESQL_SESSION},
        "pool_pre_ping": True,
        "pool_size": 10,
    }


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable, strict about foreign keys, and honest about BEGIN."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _configure_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # pysqlite must not begin by itself: `_begin_sqlite` does.
    for pragma in _SQLITE:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("arena_write", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # Waits for nobody and cannot fail, so it goes by the shortest way.
        connection.connection.cursor().execute("BEGIN")


def on_commit(app: Flask, hear: Callable[[], None]) -> None:
    """Have `hear` called after every transaction that this process commits, not those of others."""
    app.extensions.setdefault(_COMMITTED, []).append(hear)


def before_commit(act: Callable[[set[int]], None], number: int) -> None:
    """Have `act` called once, with every number given for it, right before the commit.

    For what follows from records that change several times in one transaction. Some of the numbers
    may be of records that a savepoint took back. Where nobody writes, `act` is called at once.
    """
    if session.info.get("writing"):
        session.info[_LAST].setdefault(act, set()).add(number)
    else:
        act({number})


@contextmanager
def transaction() -> Iterator[None]:
    """Open the one writing transaction of a request or a job, and commit it at the block's end.

    What was read before is forgotten first, so that the block sees what holds now; on SQLite it
    holds the write lock from its first statement. Any exception rolls everything back.
    """
    if session.info.get("writing"):
        raise RuntimeError("A transaction is open already: one request or job has one.")
    is_sqlite = dialect() == "sqlite"
    with _writer if is_sqlite else nullcontext():
        session.rollback()
        session.expire_all()
        if is_sqlite:
            session.connection(execution_options={"arena_write": True})
        session.info.update({"writing": True, _LAST: {}})
        try:
            yield
            waiting = session.info[_LAST]
            while waiting:  # What an act changes may call for another.
                act = next(iter(waiting))
                act(waiting.pop(act))
            session.commit()
            for hear in current_app.extensions.get(_COMMITTED, ()):
                hear()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("writing")
            session.info.pop(_LAST)


def once_while_reading(read: Callable[[], Value]) -> Callable[[], Value]:
    """Let a read without parameters ask once in each reading transaction, such as that of a page.

    What it gives is shared and must not be changed. In a writing transaction it asks each time.
    """

    @wraps(read)
    def shown() -> Value:
        if session.info.get("writing"):
            return read()
        kept = session.info.get(read)
        if kept is not None and kept[0] is session.get_transaction():
            return cast(Value, kept[1])
        value = read()
        if (transaction := session.get_transaction()) is not None:
            session.info[read] = transaction, value
        return value

    return shown


def add_if_absent(model: type[Row], **values: Any) -> int | None:
    """Insert a row unless one with its key is there; return its number, or None if one was.

    Who does so at once waits, and agrees: the database decides.
    """
    session.flush()
    number: int | None = session.connection().scalar(_insert_if_absent(model, dialect()), values)
    return number


@cache
def _insert_if_absent(model: type[Row], dialect: str) -> Any:
    """Return the statement for `add_if_absent`: to make it takes longer than to run it."""
    table = cast(Table, model.__table__)
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return build(table).on_conflict_do_nothing().returning(*table.primary_key)


def is_retryable(error: DBAPIError) -> bool:
    """Tell whether the database asked for the whole transaction to be tried again."""
    return getattr(error.orig, "sqlstate", None) in RETRYABLE or "database is locked" in str(
        error.orig
    )


def dialect() -> Literal["sqlite", "postgresql"]:
    """Return the name of the database that is in use."""
    return cast(Literal["sqlite", "postgresql"], engine().dialect.name)


def engine() -> Engine:
    """Return the engine of the application that is at work."""
    return _extension.engine


def peek(engine: Engine, statement: str) -> Any:
    """Return the first value that `peek_row` finds, or None."""
    row = peek_row(engine, statement)
    return row[0] if row else None


def peek_row(engine: Engine, statement: str) -> tuple[Any, ...] | None:
    """Return the first row that a statement without parameters finds, or None.

    By the shortest way there is, for what is asked before every answer: a connection of the pool
    without session or transaction. Raise `DBAPIError`, or what the pool raises.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(statement)
        rows = cursor.fetchall()
    except engine.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
    finally:
        connection.close()
    return tuple(rows[0]) if rows else None
