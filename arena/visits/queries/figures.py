"""Figures: how many visits are to come."""

from __future__ import annotations

from sqlalchemy import func, select

from arena import clock, db
from arena.events.models import Event
from arena.visits.models import Visit
from arena.visits.rules.ladder import OPEN


def count_coming_by_offer() -> dict[int, int]:
    """Count, by the number of the offer, the visits to come that are asked for or confirmed."""
    rows = db.session.execute(
        select(Visit.offer_id, func.count(Visit.id))
        .join(Visit.event)
        .where(Visit.state.in_(OPEN), Event.ends_at >= clock.now())
        .group_by(Visit.offer_id)
    )
    return {row[0]: row[1] for row in rows}
