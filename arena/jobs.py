"""What is done again and again in the background: packages register it, the worker runs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask

_JOBS = "arena.jobs"
_STOPPING = "arena.jobs.stopping"


@dataclass(frozen=True)
class Job:
    """One thing to do every so often.

    `act` is called inside the application's context and does what is due in the database, each item
    in a transaction of its own, so that running it twice, late, or in several workers at once does
    no harm.
    """

    name: str
    every_seconds: int
    act: Callable[[], object]


def register(app: Flask, name: str, every_seconds: int, act: Callable[[], object]) -> None:
    """Have the worker call `act` every `every_seconds`; `name` is "package.act"."""
    app.extensions.setdefault(_JOBS, {})[name] = Job(name, every_seconds, act)


def list_jobs(app: Flask) -> list[Job]:
    """Return every job, by name."""
    jobs: dict[str, Job] = app.extensions.get(_JOBS, {})
    return [jobs[name] for name in sorted(jobs)]


def stopping(app: Flask) -> threading.Event:
    """Return the event that is set once the process is to end; long jobs look at it."""
    return cast(threading.Event, app.extensions.setdefault(_STOPPING, threading.Event()))
