"""What a visit holds now: its hosts and its place."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.events.models import Event
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.visits.models import Visit


def list_held(event: Event) -> Sequence[Resource]:
    """Return the resources that an event holds, in the order in which they were reserved."""
    held = (
        select(Reservation.resource_id, Reservation.id)
        .where(Reservation.event_id == event.id, Reservation.released_at.is_(None))
        .subquery()
    )
    return (
        db.session.scalars(
            select(Resource).join(held, held.c.resource_id == Resource.id).order_by(held.c.id)
        )
        .unique()
        .all()
    )


def held_hosts(event: Event) -> list[Resource]:
    """Return the hosts that an event holds, whether or not they have been told yet."""
    return [resource for resource in list_held(event) if resource.kind == ResourceKind.HOST]


def chosen_place(visit: Visit) -> Resource | None:
    """Return the place that was chosen for this group instead of the offer's own, if one was."""
    own = {stop.resource_id for stop in visit.offer.stops}
    return next(
        (
            resource
            for resource in list_held(visit.event)
            if resource.kind in (ResourceKind.ROOM, ResourceKind.SITE) and resource.id not in own
        ),
        None,
    )
