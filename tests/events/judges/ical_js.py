"""ical.js, the parser of Thunderbird and Nextcloud, in one Node process for all questions."""

from __future__ import annotations

import atexit
import json
import subprocess
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.events.judges.seen import Rejected, Seen, as_seen

SCRIPT = Path(__file__).with_name("ical_js.mjs")


def read_with_ical_js(ics: bytes) -> list[Seen]:
    """Return what ical.js sees, its zones taken from the calendar alone."""
    node = _node()
    assert node.stdin is not None
    assert node.stdout is not None
    node.stdin.write(json.dumps({"ics": ics.decode()}) + "\n")
    node.stdin.flush()
    answer = json.loads(node.stdout.readline())
    if "error" in answer:
        raise Rejected(answer["error"])
    return [_seen(event) for event in answer["events"]]


def _seen(event: dict[str, Any]) -> Seen:
    moments = {name: _moment(event.pop(name)) for name in ("starts", "ends", "stamp")}
    return Seen(**event, **moments)


def _moment(text: str) -> datetime | date:
    return as_seen(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))


@cache
def _node() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        ["node", str(SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()
