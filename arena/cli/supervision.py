"""Child processes of `arena serve`: started, watched, and ended with their parent."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

import click

LONGEST_PAUSE = 30.0
PROVEN_AFTER = 60.0  # Who has lived so long starts with the shortest pause again.
PATIENCE = 5.0
_LOOK_SECONDS = 0.05
_PARENT_DEATH_SIGNAL = 1  # Linux, prctl(2).


@dataclass
class Child:
    """One process: an essential one ends all with it, another is started again after a pause."""

    name: str
    command: Sequence[str]
    is_essential: bool
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    pause: float = 1.0

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the process in a session of its own: Ctrl-C reaches it through us alone."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )

    def look(self) -> int | None:
        """Return the exit status of a process that has just died, and plan its next start."""
        if self.process is None or self.process.poll() is None:
            return None
        now = time.monotonic()
        if now - self.started_at > PROVEN_AFTER:
            self.pause = 1.0
        status, self.process = self.process.returncode, None
        self.start_again_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return status


@dataclass
class Supervisor:
    """Runs children until a signal comes or an essential one dies."""

    children: Sequence[Child]
    environment: Mapping[str, str]
    told_to_stop: bool = field(default=False, init=False)

    def run(self) -> int:
        """Return the exit status: 0 after a signal, else that of the essential child."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        status = 0
        try:
            for child in self.children:
                child.start(self.environment)
            while not self.told_to_stop:
                status = self._look_after_all() or 0
                if status:
                    break
                time.sleep(_LOOK_SECONDS)
        finally:
            self._end_all()
        return status

    def _look_after_all(self) -> int | None:
        """Start again who died; return a status when the whole must end."""
        for child in self.children:
            status = child.look()
            if status is not None:
                click.echo(f"The {child.name} ended with {status}.", err=True)
                if child.is_essential:
                    return status or 1
            if child.process is None and time.monotonic() >= child.start_again_at:
                child.start(self.environment)
        return None

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _end_all(self) -> None:
        living = [child.process for child in self.children if child.process is not None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in living:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Have Linux end the child when its parent is killed outright; elsewhere it lives on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)
