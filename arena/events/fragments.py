"""The stored calendar fragments of an event: rendered when it changes, joined for each feed."""

from __future__ import annotations

from typing import get_args

from arena import clock, config, db
from arena.events.ical.entry import Language
from arena.events.ical.facts import Detail, entry_facts
from arena.events.ical.vevent import vevent
from arena.events.models import Event, EventFragment

_RENDERING = 1  # Raise it when the same event comes out in other words.


def store_fragments(event: Event) -> None:
    """Render a flushed event, once for each language and level of detail.

    A fragment without personal data is no leave to publish it: whether an event is public stands
    with the event, and feeds ask there.
    """
    base_url = config.current().base_url
    details: tuple[Detail, ...] = get_args(Detail)
    for language in get_args(Language):
        for detail in details:
            facts = entry_facts(event, language=language, detail=detail, base_url=base_url)
            key = {"event_id": event.id, "language": language, "detail": detail}
            db.session.merge(EventFragment(**key, body=vevent(facts, clock.zone())))


def rendering() -> str:
    """Return what fragments depend on beside their event: code, public address and zone."""
    settings = config.current()
    return f"{_RENDERING} {settings.timezone} {settings.base_url}"
