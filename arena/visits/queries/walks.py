"""Reads of open walks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.errors import NotFound
from arena.events.models import Event, EventStatus
from arena.visits.models import Offer, OpenWalk, Visit
from arena.visits.rules.ladder import OPEN


def list_walks(offer: Offer | None = None) -> Sequence[OpenWalk]:
    """Return the walks to come, of one offer or of all, full ones included, in order of time."""
    query = (
        _walks()
        .where(Event.starts_at > clock.now(), Event.status != EventStatus.CANCELLED)
        .order_by(Event.starts_at, OpenWalk.event_id)
    )
    if offer is not None:
        query = query.where(OpenWalk.offer_id == offer.id)
    return db.session.scalars(query).all()


def get_walk(event_id: int) -> OpenWalk:
    """Return a walk by its event's number, or raise `NotFound`."""
    walk = db.session.scalar(_walks().where(OpenWalk.event_id == event_id))
    if walk is None:
        raise NotFound
    return walk


def list_joined(walk: OpenWalk) -> Sequence[Visit]:
    """Return who has seats on a walk, in the order in which they joined."""
    return db.session.scalars(
        select(Visit)
        .where(Visit.event_id == walk.event_id, Visit.state.in_(OPEN))
        .order_by(Visit.id)
    ).all()


def _walks() -> Select[OpenWalk]:
    return (
        select(OpenWalk)
        .join(OpenWalk.event)
        .options(contains_eager(OpenWalk.event), joinedload(OpenWalk.offer))
    )
