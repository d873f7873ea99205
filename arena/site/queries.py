"""Whether this process can serve, and what is on for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from arena import clock, config, db, revisions
from arena.events.models import Audience, Event, EventStatus
from arena.messages.models import Heartbeat, Mailbox, MailServer, Message, MessageStatus

WORKER_LATE = timedelta(minutes=2)
MAIL_LATE = timedelta(minutes=10)
DISK_LOW_MB = 500
_Rules = dict[str, Callable[[str], bool]]
_SQLITE_SETTINGS: _Rules = {
    "journal_mode": lambda value: value == "wal",
    "synchronous": lambda value: int(value) >= 2,
    "foreign_keys": lambda value: int(value) == 1,
    "busy_timeout": lambda value: int(value) >= 5000,
}
_POSTGRESQL_SETTINGS: _Rules = {
    "synchronous_commit": lambda value: value == "on",
    "lock_timeout": lambda value: value != "0",
    "statement_timeout": lambda value: value != "0",
    "idle_in_transaction_session_timeout": lambda value: value != "0",
}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; without an essential one the process cannot serve."""

    name: str
    is_ok: bool
    is_essential: bool
    detail: str


@dataclass(frozen=True)
class MailBacklog:
    """What waits in the outbox though it is due; `oldest` is how long the oldest has waited."""

    count: int
    oldest: timedelta


def check_readiness() -> list[Check]:
    """Look at the database, its shape, the worker, the mail and the disk; never raise, never write.

    The details hold figures and names of settings, and no addresses, paths or secrets.
    """
    try:
        with db.engine().connect() as connection:
            checks = [
                Check("database", True, True, db.dialect()),
                _check_settings(connection),
                _check_migrations(),
            ]
            if all(check.is_ok for check in checks):
                checks += [_check_worker(connection), _check_mail(connection)]
    except DBAPIError as error:
        checks = [Check("database", False, True, type(error).__name__)]
    return checks + _check_disk()


def list_whats_on(limit: int) -> Sequence[Event]:
    """Return the next `limit` public events that have not ended, soonest first."""
    return db.session.scalars(
        select(Event)
        .where(
            Event.audience == Audience.PUBLIC,
            Event.status == EventStatus.CONFIRMED,
            Event.ends_at > clock.now(),
            Event.starts_at > clock.now() - timedelta(days=14),
        )
        .order_by(Event.starts_at, Event.id)
        .limit(limit)
    ).all()


def find_heartbeat_age(connection: Connection) -> timedelta | None:
    """Return how long ago the liveliest worker was last heard of, or None when none ever was."""
    last: datetime | None = connection.scalar(select(func.max(Heartbeat.at)))
    return clock.now() - last if last else None


def find_mailbox_age(connection: Connection) -> timedelta | None:
    """Return how long ago the mailbox was read last, or None when it never was."""
    last: datetime | None = connection.scalar(select(Mailbox.read_at))
    return clock.now() - last if last else None


def measure_backlog(connection: Connection) -> MailBacklog:
    """Return how much mail is due and has not gone out."""
    now = clock.now()
    count, oldest = connection.execute(
        select(func.count(), func.coalesce(func.min(Message.due_at), now)).where(
            Message.status.in_([MessageStatus.WAITING, MessageStatus.SENDING]),
            Message.attempt_at <= now,
        )
    ).one()
    return MailBacklog(count, now - oldest)


def _check_settings(connection: Connection) -> Check:
    if db.dialect() == "sqlite":
        asked, demanded = "PRAGMA {}", _SQLITE_SETTINGS
    else:
        asked, demanded = "SHOW {}", _POSTGRESQL_SETTINGS
    wrong = [
        name
        for name, is_right in demanded.items()
        if not is_right(str(connection.scalar(text(asked.format(name)))))
    ]
    return Check("settings", not wrong, True, ", ".join(wrong) or "as they must be")


def _check_migrations() -> Check:
    current, newest = revisions.current_revision(), _newest_revision()
    detail = f"{current}" if current == newest else f"{current}, the newest is {newest}"
    return Check("migrations", current == newest, True, detail)


@lru_cache(maxsize=1)
def _newest_revision() -> str | None:
    """Remember the newest revision: a running process reads its scripts once."""
    return revisions.newest_revision()


def _check_worker(connection: Connection) -> Check:
    age = find_heartbeat_age(connection)
    if age is None:
        return Check("worker", False, False, "never heard of")
    return Check("worker", age <= WORKER_LATE, False, f"heard of {_seconds(age)} s ago")


def _check_mail(connection: Connection) -> Check:
    if config.current().smtp_url is None:
        return Check("mail", True, False, "no mail server: mail is kept")
    backlog = measure_backlog(connection)
    is_stopped = bool(connection.scalar(select(MailServer.is_stopped)))
    detail = f"{backlog.count} due, the oldest for {_seconds(backlog.oldest)} s"
    if is_stopped:
        detail += ", stopped until staff has looked"
    return Check("mail", backlog.oldest <= MAIL_LATE and not is_stopped, False, detail)


def _check_disk() -> list[Check]:
    path = db.engine().url.database
    if db.dialect() != "sqlite" or not path or path == ":memory:":
        return []
    free = shutil.disk_usage(Path(path).parent).free // 1_000_000
    return [Check("disk", free >= DISK_LOW_MB, False, f"{free} MB free")]


def _seconds(period: timedelta) -> int:
    return round(period.total_seconds())
