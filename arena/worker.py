"""The process that does what is due: mail, reminders, what lapses. Several may run at once.

APScheduler is a ticker here, never a store: what is due stands in the database, so a tick that is
late, lost or doubled does no harm.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from arena import clock, db, jobs
from arena.jobs import Job
from arena.messages.services import beat, stop_beating

BEAT_SECONDS = 10
_LOOK_SECONDS = 0.1  # How soon a signal to stop is seen.
_LAST_SECONDS = 0.9  # How long what is under way may take to end after that.
_STEP_BACK = timedelta(seconds=2)
log = structlog.get_logger("arena.worker")


def run_until_told(app: Flask) -> bool:
    """Run a worker until SIGTERM or SIGINT; return whether everything under way has ended."""
    worker = Worker(app)

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return worker.run()


class Worker:
    """Runs every job that the application's packages have registered, until it is told to stop."""

    def __init__(self, app: Flask, now: Callable[[], datetime] = clock.now) -> None:
        self.app = app
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}"
        self.now = now
        self.stopping = jobs.stopping(app)
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(len(self._jobs()))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def run(self) -> bool:
        """Work until `stopping` is set; return whether everything under way has ended."""
        for job in self._jobs():
            self._scheduler.add_job(
                self._run, "interval", seconds=job.every_seconds, args=(job,), id=job.name
            )
        self._scheduler.start()
        self._do_all_now()
        log.info("worker_started", worker=self.name)
        self._wait()
        return self._end()

    def _jobs(self) -> list[Job]:
        return [Job("worker.beat", BEAT_SECONDS, self._beat), *jobs.list_jobs(self.app)]

    def _run(self, job: Job) -> None:
        """Do one job; whatever goes wrong is logged, and stops no other job nor the next time."""
        if self.stopping.is_set():
            return
        try:
            with self.app.app_context():
                job.act()
        except Exception:  # The worker outlives every fault in a job.
            log.exception("job_failed", job=job.name)

    def _wait(self) -> None:
        """Wait by the monotonic clock, and start the jobs anew when the wall clock is set back.

        APScheduler would else sit still until the wall clock is again where it was.
        """
        offset = self._offset()
        while not self.stopping.is_set():
            time.sleep(_LOOK_SECONDS)
            before, offset = offset, self._offset()
            if before - offset > _STEP_BACK:
                log.warning("clock_set_back", seconds=round((before - offset).total_seconds()))
                self._do_all_now()

    def _offset(self) -> timedelta:
        return self.now() - datetime.fromtimestamp(time.monotonic(), UTC)

    def _do_all_now(self) -> None:
        for scheduled in self._scheduler.get_jobs():
            scheduled.modify(next_run_time=self.now())

    def _end(self) -> bool:
        self._scheduler.pause()
        ending = threading.Thread(target=self._scheduler.shutdown, daemon=True)
        ending.start()
        ending.join(_LAST_SECONDS)
        has_ended = not ending.is_alive()
        if has_ended:
            self._say_goodbye()
        log.info("worker_stopped", worker=self.name, everything_ended=has_ended)
        return has_ended

    def _beat(self) -> None:
        with db.transaction():
            beat(self.name)

    def _say_goodbye(self) -> None:
        with self.app.app_context(), db.transaction():
            stop_beating(self.name)
