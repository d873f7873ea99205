"""From numbers, of events and of records, to what people know them by and pages are found by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from arena import db
from arena.events.models import Event
from arena.visits.models import Offer, OpenWalk, Visit


def map_references(event_ids: Collection[int]) -> dict[int, str]:
    """Return the references of visits by their events."""
    rows = db.session.execute(
        select(Visit.event_id, Visit.reference).where(Visit.event_id.in_(event_ids))
    )
    return dict(iter(rows))


def map_visit_references(visit_ids: Collection[int]) -> dict[int, str]:
    """Return the references of visits by their own numbers."""
    rows = db.session.execute(select(Visit.id, Visit.reference).where(Visit.id.in_(visit_ids)))
    return dict(iter(rows))


def map_starts(event_ids: Collection[int]) -> dict[int, datetime]:
    """Return when events begin."""
    rows = db.session.execute(select(Event.id, Event.starts_at).where(Event.id.in_(event_ids)))
    return dict(iter(rows))


def list_offers_of(offer_ids: Collection[int]) -> Sequence[Offer]:
    """Return offers by their numbers."""
    return db.session.scalars(select(Offer).where(Offer.id.in_(offer_ids))).all()


def map_states(event_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the references and states of visits by their events."""
    rows = db.session.execute(
        select(Visit.event_id, Visit.reference, Visit.state).where(Visit.event_id.in_(event_ids))
    )
    return {event_id: (reference, state) for event_id, reference, state in rows}


def map_walk_slugs(event_ids: Collection[int]) -> dict[int, str]:
    """Return the slugs of the offers of open walks by their events."""
    rows = db.session.execute(
        select(OpenWalk.event_id, Offer.slug)
        .join(OpenWalk.offer)
        .where(OpenWalk.event_id.in_(event_ids))
    )
    return dict(iter(rows))
