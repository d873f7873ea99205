"""The calendar part of a mail: what somebody's calendar program answered (RFC 5546, RFC 6047).

Read line by line, so that a line that no standard knows keeps none of the others from being read.
Times of the event are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote

from icalendar.parser import Contentline, Contentlines

from arena.mailbox.letters import Letter, Part, as_address, octets_of, text_of
from arena.mailbox.texts import cleaned, on_one_line

MOST_OCTETS = 256 * 1024
_MOST_LINES = 5_000
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")
_MOST_UID = 255  # RFC 7986, 5.3.
_MOST_SEQUENCE = 2_000_000_000  # What a column takes.
_CALENDAR_TYPES = {"text/calendar", "application/ics", "application/calendar"}
_BEGINS = re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Answerer:
    """One ATTENDEE line of an answer."""

    address: str
    partstat: str
    comment: str = ""


@dataclass(kw_only=True)
class Answer:
    """What a calendar says of one event."""

    method: str = ""
    program: str = ""
    uid: str = ""
    sequence: int = 0
    stamped_at: datetime | None = None
    comment: str = ""
    is_of_series: bool = False  # It speaks of one occurrence, which we never send.
    answerers: list[Answerer] = field(default_factory=list)


def find_answer(letter: Letter) -> Answer | None:
    """Return what the first calendar of a mail answers; None where it has none that does.

    An invitation that somebody sends to the arena is no answer.
    """
    for part in letter.parts:
        text = _calendar_of(part)
        if text is not None:
            answer = read_answer(text)
            if answer.method in ("REPLY", "COUNTER"):
                return answer
    return None


def read_answer(text: str) -> Answer:
    """Read a calendar; what it does not say stays empty."""
    answer = Answer()
    path: list[str] = []
    events = 0
    for name, parameters, value in _lines(text):
        if name == "BEGIN":
            path.append(value.strip().upper())
            events += path == ["VCALENDAR", "VEVENT"]
        elif name == "END":
            del path[-1:]
        elif path == ["VCALENDAR"]:
            _read_calendar_line(answer, name, value)
        elif path == ["VCALENDAR", "VEVENT"] and events == 1:
            _read_event_line(answer, name, parameters, value)
    return answer


def _read_calendar_line(answer: Answer, name: str, value: str) -> None:
    if name == "METHOD":
        answer.method = value.strip().upper()
    elif name == "PRODID":
        answer.program = on_one_line(value)[:200]


def _read_event_line(answer: Answer, name: str, parameters: dict[str, str], value: str) -> None:
    match name:
        case "UID":
            answer.uid = on_one_line(value)[:_MOST_UID]
        case "SEQUENCE":
            number = value.strip()
            if number.isascii() and number.isdigit() and len(number) < 11:
                answer.sequence = min(int(number), _MOST_SEQUENCE)
        case "DTSTAMP":
            answer.stamped_at = _moment(value)
        case "RECURRENCE-ID":
            answer.is_of_series = True
        case "COMMENT":
            answer.comment = answer.comment or cleaned(value)
        case "ATTENDEE":
            answer.answerers.append(
                Answerer(
                    address=as_address(unquote(re.sub(r"(?i)^\s*mailto:", "", value))),
                    partstat=parameters.get("PARTSTAT", "").upper(),
                    comment=cleaned(parameters.get("X-RESPONSE-COMMENT", "")),
                )
            )


def _calendar_of(part: Part) -> str | None:
    kind, name = part.get_content_type(), (part.get_filename() or "").lower()
    is_calendar = kind in _CALENDAR_TYPES or name.endswith(".ics")
    if not is_calendar and kind != "text/plain":
        return None
    if len(octets_of(part)) > MOST_OCTETS:
        return None
    text = text_of(part)
    return text if _BEGINS.match(text) else None


def _lines(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    text = re.sub("\r\n?", "\n", text)
    unfolded: list[str] = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]
    for line in unfolded[:_MOST_LINES]:
        try:
            name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
        except ValueError:
            continue  # Not a line of a calendar: the others may be.
        yield name.upper(), {key.upper(): _one(given) for key, given in parameters.items()}, value


def _one(given: str | Sequence[str]) -> str:
    return given if isinstance(given, str) else ",".join(given)


def _moment(value: str) -> datetime | None:
    found = _STAMP.match(value.strip())
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = map(int, found.groups())
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
