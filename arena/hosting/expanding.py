"""The program that expands a calendar: `python -I expanding.py '{"from": …}' < calendar.ics`.

`parsing.py` starts it, and says why it is a program. It imports nothing of ours, which keeps it
quick to start and alone with what somebody else wrote. It answers in JSON: spans, or a word.
"""

from __future__ import annotations

import contextlib
import json
import re
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

MOST_BYTES = 2_000_000
MOST_SPANS = 4_000
MOST_ANSWER = 1_000_000
_CPU_SECONDS = 8
_MEMORY = 600_000_000
_MOST_ENTRIES = 5_000
_TOO_OFTEN = ("FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY")
_FOLD = re.compile(r"(?:\r?\n)+[ \t]")  # As icalendar, which goes beyond RFC 5545, 3.1.
_LONGEST_UID = 80  # As in `arena.events.models`: those of ours are no longer.


class Unreadable(ValueError):
    """It is no calendar."""


class TooMuch(ValueError):
    """It has more entries, or repeats them more often, than anybody is busy."""


def main() -> None:
    """Read the question and the calendar, and write the answer."""
    asked = json.loads(sys.argv[1])
    for limit, most in (
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # A stricter limit is set already.
            resource.setrlimit(limit, (most, most))
    try:
        said = json.dumps(list(_spans(sys.stdin.buffer.read(MOST_BYTES + 1), asked)))
        if len(said) > MOST_ANSWER:
            raise TooMuch
    except (TooMuch, MemoryError, RecursionError, OverflowError):
        said = '"too_much"'
    except Exception as error:  # noqa: BLE001 - whatever a parser makes of hostile text
        said = f'"unreadable: {type(error).__name__}"'
    sys.stdout.write(said)


def _spans(content: bytes, asked: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    _look_over(content)
    calendar: Any = icalendar.Calendar.from_ical(content)
    # It would shift what has a zone already.
    calendar.pop("X-WR-TIMEZONE", None)
    zone = ZoneInfo(asked["zone"])
    begin, end = asked["from"], asked["until"]
    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    found = query.between(datetime.fromtimestamp(begin, zone), datetime.fromtimestamp(end, zone))
    if len(found) > MOST_SPANS:
        raise TooMuch
    for entry in found:
        if not _is_busy(entry):
            continue
        starts, ends = _moment(entry.start, zone), _moment(entry.end, zone)
        if ends > starts:
            uid = str(entry.get("UID", ""))
            yield uid if len(uid) <= _LONGEST_UID else "", max(starts, begin), min(ends, end)


def _look_over(content: bytes) -> None:
    """Refuse what would only cost time; as text, for some letters are others written large."""
    text = _FOLD.sub("", content.decode("utf-8", "replace")).upper()
    if "BEGIN:VCALENDAR" not in text:
        raise Unreadable
    if any(words in text for words in _TOO_OFTEN):
        raise TooMuch
    if text.count("BEGIN:") > 4 * _MOST_ENTRIES or text.count("BEGIN:VEVENT") > _MOST_ENTRIES:
        raise TooMuch


def _is_busy(entry: Any) -> bool:
    """Tell whether an entry takes time (RFC 5545, 3.8.2.7 and 3.8.1.11)."""
    if str(entry.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    return str(entry.get("STATUS", "")).upper() != "CANCELLED"


def _moment(value: date | datetime, zone: ZoneInfo) -> float:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), zone)
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.timestamp()


if __name__ == "__main__":
    main()
