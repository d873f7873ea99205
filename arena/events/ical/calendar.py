"""VCALENDAR: feeds and files, made by joining fragments without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, vText

from arena.events.ical import text
from arena.events.ical.entry import EntryFacts
from arena.events.ical.timezone import vtimezone
from arena.events.ical.vevent import vevent

PRODUCT = "-//Arena//Arena calendar//EN"
HOURLY = timedelta(hours=1)
WEEKLY = timedelta(weeks=1)
END = b"END:VCALENDAR\r\n"


def feed(
    fragments: Iterable[bytes],
    *,
    name: str,
    zone: ZoneInfo,
    refresh: timedelta = HOURLY,
    description: str = "",
    url: str = "",
) -> bytes:
    """Return a subscription: the fragments in the order given, between a header and an end.

    The fragments are what `vevent` made for the same `zone`; the caller orders them by start, then
    UID, and keeps to the window and number of entries of a feed. There is no METHOD: it would make
    the feed a message (RFC 4791, 4.1; RFC 5546, 3.2.1).
    """
    opening = _feed_header(name, refresh, description, url)
    return b"".join((opening, vtimezone(zone.key), *fragments, END))


def emptied(notice: EntryFacts, *, name: str, zone: ZoneInfo) -> bytes:
    """Return what a revoked subscription answers: one entry that says so, to be asked for weekly.

    An error would leave the old private entries in the reader's calendar: programs replace their
    copy only by a calendar that they could read.
    """
    return feed([vevent(notice, zone)], name=name, zone=zone, refresh=WEEKLY)


def single(fragment: bytes, *, zone: ZoneInfo) -> bytes:
    """Return a file of one entry, for download: it neither names nor refreshes a calendar."""
    return b"".join((header(Calendar()), vtimezone(zone.key), fragment, END))


def several(fragments: Iterable[bytes], *, zone: ZoneInfo) -> bytes:
    """Return a file of entries that belong together, such as the occurrences of a series.

    Each has a UID of its own, so it is no message: that carries one (RFC 5546, 3.2.2). Read anew,
    it replaces what was read before, by UID and SEQUENCE.
    """
    return single(b"".join(fragments), zone=zone)


def header(calendar: Calendar) -> bytes:
    """Return a calendar's opening lines: what identifies it, then the properties of `calendar`."""
    opening = Calendar()
    opening.add("prodid", PRODUCT)
    opening.add("version", "2.0")
    opening.add("calscale", "GREGORIAN")
    opening.update(calendar)
    lines: bytes = opening.to_ical(sorted=False)
    return lines.removesuffix(END)


@lru_cache(maxsize=256)
def _feed_header(name: str, refresh: timedelta, description: str, url: str) -> bytes:
    """Return the header of a feed; it is asked for at every request and hardly ever changes."""
    calendar = Calendar()
    title = text.line(name)  # A vText: icalendar 7.3 leaves plain text in these two unescaped.
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    if about := text.paragraphs(description):
        calendar.add("description", about)
    if address := text.uri(url):
        calendar.add("url", address)
    every = _duration(refresh)
    calendar.add("refresh-interval", vText(every), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(every))
    return header(calendar)


def _duration(period: timedelta) -> str:
    """Write a period of whole weeks, hours or minutes (RFC 5545, 3.3.6)."""
    for unit, letters in ((WEEKLY, "P{}W"), (HOURLY, "PT{}H")):
        if not period % unit:
            return letters.format(period // unit)
    return f"PT{period // timedelta(minutes=1)}M"
