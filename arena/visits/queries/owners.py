"""What events of visits belong to: from numbers of events to what their pages are found by."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from arena import db
from arena.visits.models import Offer, OpenWalk, Visit


def map_references(event_ids: Collection[int]) -> dict[int, str]:
    """Return the references of visits by their events."""
    rows = db.session.execute(
        select(Visit.event_id, Visit.reference).where(Visit.event_id.in_(event_ids))
    )
    return dict(iter(rows))


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
