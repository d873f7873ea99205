"""What a judge saw of one entry, in a form that judges and facts can be compared in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from arena.events.ical.entry import EntryFacts


class Rejected(Exception):
    """The judge refused the calendar."""


@dataclass(frozen=True)
class Seen:
    """One entry as a calendar program understands it."""

    uid: str
    starts: datetime | date
    ends: datetime | date
    status: str  # Empty where one attendee is taken out of what takes place (RFC 5546, 3.2.5).
    sequence: int
    stamp: datetime
    summary: str
    location: str
    description: str


def as_seen(value: object) -> datetime | date:
    """Return a date as it is and a moment in UTC; a floating time is rejected."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise Rejected(f"a floating time: {value}")
        return value.astimezone(UTC)
    if isinstance(value, date):
        return value
    raise Rejected(f"neither a date nor a time: {value!r}")


def expected(facts: EntryFacts, zone: ZoneInfo, *, summary: str) -> Seen:
    """Return what every judge must see of `facts`, worked out without the code under test."""
    starts = facts.starts_at.astimezone(UTC).replace(microsecond=0)
    ends = facts.ends_at.astimezone(UTC).replace(microsecond=0)
    return Seen(
        uid=facts.uid,
        starts=starts.astimezone(zone).date() if facts.all_day else starts,
        ends=ends.astimezone(zone).date() if facts.all_day else ends,
        status=facts.status,
        sequence=facts.sequence,
        stamp=facts.modified_at.astimezone(UTC).replace(microsecond=0),
        summary=summary,
        location=facts.location,
        description=facts.description,
    )
