"""When each subscription was last read and by what: counted here, written once a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import structlog
from flask import Flask
from sqlalchemy.exc import DBAPIError

from arena import db
from arena.feeds.services import note_fetches

SOON, EVERY = 5.0, 60.0  # Seconds.
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Fetch:
    """One reading of a subscription."""

    at: datetime
    client: str


def start_timer(seconds: float, act: Callable[[], None]) -> None:
    """Call `act` after a while, in a thread that keeps no process alive."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


class Fetches:
    """The last fetch of each subscription that is not written down yet.

    A fetch is a GET, and no GET waits for the database's one writer: so the answer goes out first,
    and a timer writes all of them in one short transaction, at most once a minute. A process that
    is killed loses a minute of them; nothing but “last used” depends on it.
    """

    def __init__(self, app: Flask, start: Callable[..., None] = start_timer) -> None:
        self.start = start
        self._app = app
        self._waiting: dict[int, Fetch] = {}
        self._is_timed = False
        self._written_at = float("-inf")
        self._lock = threading.Lock()

    def note(self, subscription_id: int, fetch: Fetch) -> None:
        """Count a fetch, and see to it that it is written."""
        with self._lock:
            self._waiting[subscription_id] = fetch
            if self._is_timed:
                return
            self._is_timed = True
            wait = max(SOON, self._written_at + EVERY - monotonic())
        self.start(wait, self._write_in_time)

    def write(self) -> None:
        """Write down what was counted; where the database is away it is kept for the next time."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            self._is_timed = False
            self._written_at = monotonic()
        if not waiting:
            return
        try:
            with db.transaction():
                note_fetches(
                    {number: (fetch.at, fetch.client) for number, fetch in waiting.items()}
                )
        except DBAPIError as error:
            log.warning("fetches_not_written", kind=type(error).__name__)
            with self._lock:
                self._waiting = waiting | self._waiting

    def _write_in_time(self) -> None:
        with self._app.app_context():
            self.write()
