"""The stored calendar fragments of an event: rendered when it changes, joined for each feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast, get_args

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from arena import clock, config, db
from arena.events.ical.entry import EntryFacts, Language
from arena.events.ical.facts import Detail, entry_facts
from arena.events.ical.vevent import vevent
from arena.events.models import Event, EventFragment

_FRAGMENTS = cast(Table, EventFragment.__table__)
_RENDERING = 1  # Raise it when the same event comes out in other words.


def store_fragments(ids: Iterable[int]) -> None:
    """Render flushed events, each once for each language and level of detail that it has.

    A fragment without personal data is no leave to publish it: whether an event is public stands
    with the event, and feeds ask there.
    """
    events = db.session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id))
    fragments = [fragment for event in events for fragment in _render(event)]
    if fragments:
        build = sqlite.insert if db.dialect() == "sqlite" else postgresql.insert
        insert = build(_FRAGMENTS)
        keep = insert.on_conflict_do_update(
            index_elements=_FRAGMENTS.primary_key.columns, set_={"body": insert.excluded.body}
        )
        db.session.connection().execute(keep, fragments)


def _render(event: Event) -> Iterator[dict[str, Any]]:
    base_url = config.current().base_url
    details = [detail for detail in get_args(Detail) if detail != "invited" or event.invitee_note]
    bodies: dict[EntryFacts, bytes] = {}  # Most have no staff note, and say the same to everybody.
    for language in get_args(Language):
        for detail in details:
            facts = entry_facts(event, language=language, detail=detail, base_url=base_url)
            if facts not in bodies:
                bodies[facts] = vevent(facts, clock.zone())
            key = {"event_id": event.id, "language": language, "detail": detail}
            yield {**key, "body": bodies[facts]}


def rendering() -> str:
    """Return what fragments depend on beside their event: code, public address and zone."""
    settings = config.current()
    return f"{_RENDERING} {settings.timezone} {settings.base_url}"
