"""VEVENT: one entry, written once when it changes and kept as a fragment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vCategory

from arena.events.ical import text
from arena.events.ical.entry import EntryFacts

_CANCELLED = {"sv": "INSTÄLLT: ", "en": "CANCELLED: "}
_DAY = timedelta(days=1)
_UNTITLED = {"sv": "Utan rubrik", "en": "Untitled"}


def vevent(facts: EntryFacts, zone: ZoneInfo) -> bytes:
    """Return the entry as VEVENT lines, ending with CRLF, for a calendar that carries `zone`."""
    lines: bytes = component(facts, zone, stamped_at=facts.modified_at).to_ical(sorted=False)
    return lines


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
    event.add("transp", "TRANSPARENT" if facts.transparent or facts.is_cancelled else "OPAQUE")
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
    if names := [name for name in map(text.line, facts.categories) if name]:
        categories = vCategory([])  # It would make texts of its own, escaped in its own way.
        categories.cats.extend(names)
        event.add("categories", categories)
    if description := text.paragraphs(facts.description):
        event.add("description", description)
