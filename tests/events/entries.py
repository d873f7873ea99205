"""Entries for calendar tests, and the zones that they are written in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from arena.events.ical.calendar import feed
from arena.events.ical.entry import EntryFacts
from arena.events.ical.vevent import vevent

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def entry(**changes: Any) -> EntryFacts:
    """Return a confirmed visit on a summer morning, with `changes`."""
    facts: dict[str, Any] = {
        "uid": "5f1c9f0e-5f35-4a43-9d55-0a3c8e1b7a11",
        "sequence": 0,
        "status": "CONFIRMED",
        "starts_at": datetime(2026, 7, 1, 7, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        "created_at": datetime(2026, 1, 12, 9, 30, tzinfo=UTC),
        "modified_at": datetime(2026, 2, 3, 14, 5, 6, tzinfo=UTC),
        "summary": "Studiebesök: Hållbar stadsutveckling",
        "location": "Bobergsgatan 15, 115 47 Stockholm",
        "description": "Samling vid Bobergstorget.\nTa på bekväma skor.",
        "url": "https://arena.example/sv/visits/b1",
        "language": "sv",
    }
    return EntryFacts(**facts | changes)


def feed_of(*entries: EntryFacts, zone: ZoneInfo = STOCKHOLM) -> bytes:
    """Return a feed of the entries, as a subscriber gets it."""
    return feed((vevent(facts, zone) for facts in entries), name="Arenans kalender", zone=zone)
