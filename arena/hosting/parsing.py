"""What a calendar says of when somebody is busy: read in a process of its own, and a small one.

A calendar that somebody else wrote can keep a parser busy for years, or fill the memory. So the
worker lets `expanding.py` do it, a program with limits that the system enforces, and stops it when
its time is up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

MOST_BYTES = 2_000_000
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
    try:
        done = subprocess.run(  # noqa: S603 - our own program, in no shell
            [sys.executable, "-I", str(_PROGRAM), json.dumps(asked)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooMuch from None
    if done.returncode < 0:
        raise TooMuch  # The system stopped it.
    try:
        answer = json.loads(done.stdout)
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


def window(now: datetime) -> tuple[datetime, datetime]:
    """Return the period that is looked at: from yesterday, for fifteen months."""
    return now - timedelta(days=1), now + timedelta(days=460)
