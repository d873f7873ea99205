"""A room of the demo arena that is to be closed while something is booked in it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Event, EventStatus
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.scheduling.closing import Closing, close, list_met, mark_of

_AHEAD = timedelta(days=10)
_ONE_DAY = timedelta(days=1)


def show_closure(by: Actor) -> None:
    """Close the first room that is booked a while ahead on that day; what it meets stays there."""
    with db.transaction():
        use = db.session.scalars(
            select(Reservation)
            .join(Reservation.event)
            .join(Resource, Resource.id == Reservation.resource_id)
            .where(
                Resource.kind == ResourceKind.ROOM,
                Reservation.released_at.is_(None),
                Event.status == EventStatus.CONFIRMED,
                Event.starts_at > clock.now() + _AHEAD,
            )
            .order_by(Event.starts_at, Reservation.id)
            .limit(1)
        ).first()
        if use is None:
            return
        day = clock.date_of(use.event.starts_at)
        closing = Closing(
            resource_id=use.resource_id,
            starts_on=day,
            ends_on=day + _ONE_DAY,
            reason_sv="Golvet slipas",
            reason_en="The floor is being sanded",
        )
        close(closing, (), seen=mark_of(list_met(closing)), by=by)
