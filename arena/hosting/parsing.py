"""What a calendar says of when somebody is busy: read in a process of its own, and a small one.

A calendar that somebody else wrote can keep a parser busy for years, or fill the memory. So the
worker lets `expanding.py` do it, a program with limits that the system enforces, and stops it when
its time is up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

MOST_BYTES = 2_000_000
MOST_ANSWER = 1_000_000
SECONDS = 10
_PROGRAM = Path(__file__).with_name("expanding.py")


class Unreadable(ValueError):
    """It is no calendar."""


class TooMuch(ValueError):
    """It has more entries, or repeats them more often, than anybody is busy."""


Span = tuple[str, datetime, datetime]  # The entry's UID; from, and until, in UTC.


def read_busy_times(
    content: bytes, *, starts_at: datetime, ends_at: datetime, zone: str
) -> list[Span]:
    """Return when a calendar says that its owner is busy within `[starts_at, ends_at)`.

    All-day entries, and times without a zone, are in `zone`. Raises `Unreadable` or `TooMuch`.
    """
    asked = {"from": starts_at.timestamp(), "until": ends_at.timestamp(), "zone": zone}
    said = _run(json.dumps(asked), content)
    try:
        answer = json.loads(said)
    except ValueError:
        raise Unreadable from None
    if answer == "too_much":
        raise TooMuch
    if not isinstance(answer, list):
        raise Unreadable
    return [
        (str(uid), datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        for uid, start, end in answer
    ]


def _run(asked: str, content: bytes) -> bytes:
    """Return what the program answers to a calendar; raise `TooMuch` when it was stopped.

    It deals with what somebody else wrote, so it is not trusted to listen or to be brief.
    """
    with subprocess.Popen(  # noqa: S603 - our own program, in no shell
        [sys.executable, "-I", str(_PROGRAM), asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        time_is_up = threading.Timer(SECONDS, program.kill)
        time_is_up.start()
        try:
            answer = _converse(program, content)
            if len(answer) > MOST_ANSWER or program.wait() < 0:  # The system stopped it, or we did.
                raise TooMuch
        finally:
            time_is_up.cancel()
            program.kill()
    return answer


def _converse(program: subprocess.Popen[bytes], content: bytes) -> bytes:
    """Give it all, as far as it listens; read what it says, and no more than it may."""
    if program.stdin is None or program.stdout is None:
        raise ValueError("The program was started without a way to talk to it.")
    with suppress(BrokenPipeError):
        program.stdin.write(content)
    with suppress(BrokenPipeError):
        program.stdin.close()
    return program.stdout.read(MOST_ANSWER + 1)


def window(now: datetime) -> tuple[datetime, datetime]:
    """Return the period that is looked at: from yesterday, for fifteen months."""
    return now - timedelta(days=1), now + timedelta(days=460)
