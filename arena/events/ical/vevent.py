"""VEVENT: one entry, written once when it changes and kept as a fragment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vCategory, vDDDTypes, vText
from icalendar.parser import Contentline

from arena.events.ical import text
from arena.events.ical.entry import EntryFacts

_CANCELLED = {"sv": "INSTÄLLT: ", "en": "CANCELLED: "}
_DAY = timedelta(days=1)
_LONGEST = 75  # Octets of a line (RFC 5545, 3.1).
_UNTITLED = {"sv": "Utan rubrik", "en": "Untitled"}


def vevent(facts: EntryFacts, zone: ZoneInfo) -> bytes:
    """Return the entry as VEVENT lines, ending with CRLF, for a calendar that carries `zone`.

    It says what `component` says, in the same order. Written line by line it takes a fifth of the
    time, and to move a programme of many items writes many entries.
    """
    start, end = written_times(facts, zone)
    modified = _in_utc(facts.modified_at)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{vText(facts.uid).to_ical().decode()}",
        f"DTSTAMP:{modified}",
        f"CREATED:{_in_utc(facts.created_at)}",
        f"LAST-MODIFIED:{modified}",
        f"SEQUENCE:{facts.sequence}",
        f"STATUS:{facts.status}",
        f"TRANSP:{_transparency(facts)}",
        _local("DTSTART", start),
        _local("DTEND", end),
        f"SUMMARY:{_written(text.line(_summary(facts)))}",
    ]
    if location := text.line(facts.location):
        lines.append(f"LOCATION:{_written(location)}")
    if url := text.uri(facts.url):
        lines.append(f"URL:{url}")
    if names := _categories(facts):
        lines.append(f"CATEGORIES:{','.join(map(_written, names))}")
    if description := text.paragraphs(facts.description):
        lines.append(f"DESCRIPTION:{_written(description)}")
    return b"".join(map(_folded, (*lines, "END:VEVENT")))


def component(facts: EntryFacts, zone: ZoneInfo, *, stamped_at: datetime) -> Event:
    """Return the entry as a component, its properties in their fixed order.

    `stamped_at` becomes DTSTAMP: the last change of the entry in a calendar without METHOD, the
    moment the message was made in one with it (RFC 5545, 3.8.7.2).
    """
    event = Event()
    event.add("uid", facts.uid)
    event.add("dtstamp", stamped_at.astimezone(UTC))
    event.add("created", facts.created_at.astimezone(UTC))
    event.add("last-modified", facts.modified_at.astimezone(UTC))
    event.add("sequence", facts.sequence)
    event.add("status", facts.status)
    event.add("transp", _transparency(facts))
    start, end = written_times(facts, zone)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", text.line(_summary(facts)))
    _add_texts(event, facts)
    return event


def written_times(facts: EntryFacts, zone: ZoneInfo) -> tuple[date, date]:
    """Return start and end as they are written: both dates, both local to `zone`, or both in UTC.

    UTC is for entries with an end in a doubled autumn hour, which programs read as either of the
    two (6 of 10 take the second); so that start and end stay of one kind, both are then in UTC.
    """
    start = facts.starts_at.astimezone(UTC).replace(microsecond=0)
    end = facts.ends_at.astimezone(UTC).replace(microsecond=0)
    local_start, local_end = start.astimezone(zone), end.astimezone(zone)
    if facts.all_day:
        first = local_start.date()
        return first, max(_first_day_after(end, zone), first + _DAY)
    if _is_doubled(local_start) or _is_doubled(local_end):
        return start, end
    return local_start, local_end


def _first_day_after(end: datetime, zone: ZoneInfo) -> date:
    """Return the first day that begins at `end` or later; some zones have days begin at 01:00."""
    day = end.astimezone(zone).date()
    begins = datetime.combine(day, time.min, zone).astimezone(UTC)
    return day if end == begins else day + _DAY


def _is_doubled(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _summary(facts: EntryFacts) -> str:
    """Return the title; the prefix tells of a cancellation where a program does not show STATUS."""
    title = text.line(facts.summary) or _UNTITLED[facts.language]
    return _CANCELLED[facts.language] + title if facts.is_cancelled else title


def _add_texts(event: Event, facts: EntryFacts) -> None:
    """Add what may be empty, each property only when it says something."""
    if location := text.line(facts.location):
        event.add("location", location)
    if url := text.uri(facts.url):
        event.add("url", url)
    if names := _categories(facts):
        categories = vCategory([])  # It would make texts of its own, escaped in its own way.
        categories.cats.extend(names)
        event.add("categories", categories)
    if description := text.paragraphs(facts.description):
        event.add("description", description)


def _transparency(facts: EntryFacts) -> str:
    return "TRANSPARENT" if facts.transparent or facts.is_cancelled else "OPAQUE"


def _categories(facts: EntryFacts) -> list[text.Text]:
    return [name for name in map(text.line, facts.categories) if name]


def _in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(name: str, moment: date) -> str:
    """Return a line with a moment, and the zone that it is in, or as a date."""
    value = vDDDTypes(moment)
    return str(Contentline.from_parts(name, value.params, value, sorted=False))


def _written(words: text.Text) -> str:
    return words.to_ical().decode()


def _folded(line: str) -> bytes:
    """Return a line with its end, broken into several where it has more than 75 octets."""
    if len(line) < _LONGEST and line.isascii():
        return f"{line}\r\n".encode()
    # The library has no types for these.
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded + b"\r\n"
