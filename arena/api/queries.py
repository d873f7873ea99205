"""Reads that are the API's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Audience, Event, EventStatus

MOST = 2000


def list_public_events(starts_on: date, ends_on: date) -> Sequence[Event]:
    """Return public events that begin on a date from `starts_on` to `ends_on`, both included.

    The dates are in the arena's zone. Cancelled events are left out: feeds tell of those.
    """
    return db.session.scalars(
        select(Event)
        .where(
            Event.audience == Audience.PUBLIC,
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at >= _midnight(starts_on),
            Event.starts_at < _midnight(ends_on + timedelta(days=1)),
        )
        .order_by(Event.starts_at, Event.uid)
        .limit(MOST)
    ).all()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.zone())
