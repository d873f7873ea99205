"""Patience with servers: all that a connection reads and writes has one deadline together.

A server that drips a byte now and then never trips a socket's own timeout.
"""

from __future__ import annotations

import io
import threading
import time
from typing import Any, Protocol

FAREWELL_SECONDS = 0.5  # For goodbyes, and for everything once the process is to end.
_LOOK_SECONDS = 0.2  # How soon a waiting connection sees that.


class Deadline:
    """Until when what is under way may take; sooner once the process is to end."""

    def __init__(self, stopping: threading.Event, seconds: float) -> None:
        self.stopping = stopping
        self._ends_at = time.monotonic() + seconds

    def limit(self, seconds: float) -> None:
        """Give all that follows `seconds` together."""
        self._ends_at = time.monotonic() + seconds

    def remaining(self) -> float:
        """Return the seconds left; raise `TimeoutError` when there are none."""
        if self.stopping.is_set():
            self._ends_at = min(self._ends_at, time.monotonic() + FAREWELL_SECONDS)
        seconds = self._ends_at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("The mail server took too long")
        return seconds


class Client(Protocol):
    """What has a socket, which may be another one after STARTTLS, and a deadline."""

    sock: Any
    deadline: Deadline


class PatientReader(io.RawIOBase):
    """Reads a client's present socket in short waits, until the deadline."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for what comes next."""
        while True:
            seconds = min(_LOOK_SECONDS, self._client.deadline.remaining())
            self._client.sock.settimeout(seconds)
            try:
                return int(self._client.sock.recv_into(buffer))
            except TimeoutError:
                continue  # `remaining` says when to give up.
