"""What a process read from the database a moment ago, for answers that must not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from flask import Flask

from arena import db

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """A value as this process last read it: a second ago, or since it wrote.

    What strangers are shown may be that old; it saves the database from being asked thousands of
    times in a second. What the process itself has written it sees at once.
    """

    SECONDS = 1.0

    def __init__(self, app: Flask, read: Callable[[], Value]) -> None:
        self._read = read
        self._known: tuple[Value, float] | None = None
        self._commits = 0
        db.on_commit(app, self._forget)

    def get(self) -> Value:
        """Return the value; raise what reading it raises."""
        known, commits = self._known, self._commits
        if known is not None and monotonic() - known[1] < self.SECONDS:
            return known[0]
        value = self._read()
        if commits == self._commits:
            self._known = (value, monotonic())
        return value

    def _forget(self) -> None:
        self._commits += 1
        self._known = None
