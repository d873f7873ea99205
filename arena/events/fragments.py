"""The stored calendar fragments of an event: rendered when it changes, joined when a feed is read."""

from __future__ import annotations

from typing import get_args

from arena import clock, config, db
from arena.events.ical.entry import Language
from arena.events.ical.facts import Detail, entry_facts
from arena.events.ical.vevent import vevent
from arena.events.models import Audience, Event, EventFragment


def store_fragments(event: Event) -> None:
    """Render a flushed event, once for each language and level of detail that its audience allows.

    What is no longer public loses its public fragments at once: it vanishes from those feeds.
    """
    details: tuple[Detail, ...] = get_args(Detail)
    for language in get_args(Language):
        for detail in details:
            if detail == "public" and event.audience != Audience.PUBLIC:
                _forget(event, language, detail)
            else:
                _store(event, language, detail)


def _store(event: Event, language: Language, detail: Detail) -> None:
    base_url = config.current().base_url
    facts = entry_facts(event, language=language, detail=detail, base_url=base_url)
    key = {"event_id": event.id, "language": language, "detail": detail}
    db.session.merge(EventFragment(**key, body=vevent(facts, clock.zone())))


def _forget(event: Event, language: Language, detail: Detail) -> None:
    fragment = db.session.get(EventFragment, (event.id, language, detail))
    if fragment is not None:
        db.session.delete(fragment)
