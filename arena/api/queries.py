"""Reads that are the API's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Audience, Event, EventStatus
from arena.events.rules import midnight

MOST = 2000


def list_confirmed_events(starts_on: date, ends_on: date) -> Sequence[Event]:
    """Return public events that begin on a date from `starts_on` to `ends_on`, both included.

    The dates are in the arena's zone. Cancelled events are left out: feeds tell of those.
    """
    zone = clock.zone()
    return db.session.scalars(
        select(Event)
        .where(
            Event.audience == Audience.PUBLIC,
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at >= midnight(starts_on, zone),
            Event.starts_at < midnight(ends_on + timedelta(days=1), zone),
        )
        .order_by(Event.starts_at, Event.uid)
        .limit(MOST)
    ).all()
