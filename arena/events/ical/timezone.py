"""VTIMEZONE: a zone's offsets as two yearly rules, which every calendar program reads alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from arena.events.ical.zone_rules import Offset, Onset, ZoneRule, find_rule

FIRST_YEAR, LAST_YEAR = 2020, 2045  # The years in which each written zone is right to the second.
_SINCE = 1970  # Where a rule has held all these years, it is written as if it always had.


@dataclass(frozen=True)
class _Change:
    """A moment at which one offset gave way to another."""

    at: datetime
    before: Offset
    after: Offset
    is_daylight: bool


@lru_cache(maxsize=64)
def vtimezone(key: str) -> bytes:
    """Return the VTIMEZONE of the zone `key` ("Europe/Stockholm"), ending with CRLF.

    Two RRULEs (one offset where clocks never change), not icalendar's lists of RDATEs: ical.js and
    vobject read only part of such a list, Outlook none, and it stops in 2037. Onsets are local time
    before the change (RFC 5545, 3.6.5). Changes since 2020 that the zone's rule does not explain,
    as when a country gave up daylight time, come before it one by one. Raises
    `ZoneInfoNotFoundError`.
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{key}", f"X-LIC-LOCATION:{key}"]
    for observance in _observances(key):
        lines += observance
    lines.append("END:VTIMEZONE")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _observances(key: str) -> list[list[str]]:
    zone = ZoneInfo(key)
    changes = _changes(zone)
    rule = find_rule(key)
    if rule is None or not rule.is_expressible:
        return _listed(zone, changes)
    odd = _unexplained(changes, rule)
    if not odd:
        return [_yearly(onset, _SINCE) for onset in rule.onsets] or _listed(zone, changes)
    last = max(odd)
    begins = [(onset, _first_year_after(onset, last)) for onset in rule.onsets]
    return _listed(zone, [change for change in changes if change.at <= last]) + [
        _yearly(onset, year) for onset, year in begins
    ]


def _unexplained(changes: list[_Change], rule: ZoneRule) -> set[datetime]:
    """Return the moments at which the zone and its rule disagree."""
    actual = {(change.at, change.after.seconds) for change in changes}
    expected = {(at, after.seconds) for at, after in rule.changes(FIRST_YEAR, LAST_YEAR)}
    return {at for at, _ in actual ^ expected}


def _first_year_after(onset: Onset, moment: datetime) -> int:
    return moment.year if onset.in_year(moment.year) > moment else moment.year + 1


def _changes(zone: ZoneInfo) -> list[_Change]:
    """List the zone's changes from `FIRST_YEAR` to `LAST_YEAR`, both included, found day by day."""
    changes = []
    day = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    end = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    while day < end:
        next_day = day + timedelta(days=1)
        if _seconds(zone, day) != _seconds(zone, next_day):
            at = _moment_of_change(zone, day, next_day)
            before, after = _offset(zone, day), _offset(zone, next_day)
            changes.append(_Change(at, before, after, bool(at.astimezone(zone).dst())))
        day = next_day
    return changes


def _moment_of_change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first second after `low`, and not after `high`, at which the offset is another."""
    before = _seconds(zone, low)
    while (gap := high - low) > timedelta(seconds=1):
        middle = low + timedelta(seconds=gap // timedelta(seconds=2))
        if _seconds(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _seconds(zone: ZoneInfo, moment: datetime) -> int:
    return int((moment.astimezone(zone).utcoffset() or timedelta(0)).total_seconds())


def _offset(zone: ZoneInfo, moment: datetime) -> Offset:
    return Offset(moment.astimezone(zone).tzname() or zone.key, _seconds(zone, moment))


def _listed(zone: ZoneInfo, changes: list[_Change]) -> list[list[str]]:
    """Write what held at the start of `FIRST_YEAR`, and then each change by itself."""
    first = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    at_first = _offset(zone, first)
    kind = "DAYLIGHT" if first.astimezone(zone).dst() else "STANDARD"
    observances = [_observance(kind, f"{_SINCE}0101T000000", at_first, at_first)]
    for change in changes:
        kind = "DAYLIGHT" if change.is_daylight else "STANDARD"
        local = change.at.astimezone(timezone(timedelta(seconds=change.before.seconds)))
        observances.append(_observance(kind, f"{local:%Y%m%dT%H%M%S}", change.before, change.after))
    return observances


def _yearly(onset: Onset, first_year: int) -> list[str]:
    kind = "DAYLIGHT" if onset.after.seconds > onset.before.seconds else "STANDARD"
    start = f"{onset.in_year(first_year):%Y%m%dT%H%M%S}"
    return _observance(kind, start, onset.before, onset.after, onset.recurrence)


def _observance(
    kind: str, start: str, before: Offset, after: Offset, recurrence: str | None = None
) -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{start}",
        *([f"RRULE:{recurrence}"] if recurrence else []),
        f"TZOFFSETFROM:{_utc_offset(before.seconds)}",
        f"TZOFFSETTO:{_utc_offset(after.seconds)}",
        f"TZNAME:{after.name}",
        f"END:{kind}",
    ]


def _utc_offset(seconds: int) -> str:
    """Write an offset as RFC 5545, 3.3.14 does: +0200, and +005328 where seconds count."""
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")
