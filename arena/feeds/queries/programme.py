"""Reading public events for the calendar's page, and one of them for download."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from arena import clock, db
from arena.errors import NotFound
from arena.events.models import Audience, Event, EventFragment, EventStatus
from arena.events.rules import midnight, window
from arena.feeds.queries.entries import MOST_ENTRIES
from arena.feeds.selection import Language


def list_public_events(starts_on: date, before: date) -> Sequence[Event]:
    """Return public events that take place from a date on and before another, by start, then UID.

    Cancelled ones too: who meant to come must see it. The dates are in the arena's zone.
    """
    zone = clock.zone()
    return db.session.scalars(
        select(Event)
        .where(
            Event.audience == Audience.PUBLIC,
            Event.ends_at > midnight(starts_on, zone),
            Event.starts_at < midnight(before, zone),
        )
        .order_by(Event.starts_at, Event.uid)
        .limit(MOST_ENTRIES)
    ).all()


def find_next_public_start(day: date) -> datetime | None:
    """Return when the first public event on or after a date begins, if it is one of the window."""
    zone = clock.zone()
    return db.session.scalar(
        select(Event.starts_at)
        .where(
            Event.audience == Audience.PUBLIC,
            Event.status != EventStatus.CANCELLED,
            Event.starts_at >= midnight(day, zone),
            Event.starts_at < window(clock.today(), zone).ends_at,
        )
        .order_by(Event.starts_at)
        .limit(1)
    )


def get_public_event(uid: str, language: Language) -> tuple[Event, bytes]:
    """Return a public event and its entry; raise `NotFound` for any other.

    A UID is no secret: an event that is not public is not told of to whoever has it.
    """
    row = db.session.execute(
        select(Event, EventFragment.body)
        .join(EventFragment, EventFragment.event_id == Event.id)
        .where(
            Event.uid == uid,
            Event.audience == Audience.PUBLIC,
            Event.ends_at > window(clock.today(), clock.zone()).starts_at,
            EventFragment.language == language,
            EventFragment.detail == "public",
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row.Event, row.body
