"""What a visit holds now: its hosts and its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from arena import db
from arena.events.models import Event
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.visits.models import Offer, OfferStop, Visit
from arena.visits.rules.times import programme

# The places that stand in for an offer's own, by the number of the own.
Places = Mapping[int | None, Resource]


@dataclass(frozen=True)
class PlacedStop:
    """A part of a programme, `[starts_at, ends_at)`; `is_elsewhere`: not where the offer says."""

    stop: OfferStop
    starts_at: datetime
    ends_at: datetime
    place: Resource | None
    is_elsewhere: bool


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


def own_places(offer: Offer) -> list[int]:
    """Return the places that an offer says, by number, in the order of its programme."""
    return list(dict.fromkeys(stop.resource_id for stop in offer.stops if stop.resource_id))


def stand_ins(event: Event, offer: Offer) -> Places:
    """Return the places that an event has instead of its offer's own, by the number of the own.

    The order of the programme tells which is instead of which. Where the offer says no place at
    all, the one that was chosen is found under None.
    """
    held = list(dict.fromkeys(db.session.scalars(_held_places(event))))
    own = own_places(offer)
    missing = [each for each in own if each not in {place.id for place in held}]
    others = [place for place in held if place.id not in own]
    return dict(zip(missing if own else [None], others, strict=False))


def chosen_place(visit: Visit) -> Resource | None:
    """Return the place that was chosen for this group instead of the offer's first, if one was."""
    first = next(iter(own_places(visit.offer)), None)
    return stand_ins(visit.event, visit.offer).get(first)


def placed_programme(event: Event, offer: Offer) -> list[PlacedStop]:
    """Return the parts of an event's programme, each with its time and where it really is."""
    instead = stand_ins(event, offer)
    return [
        PlacedStop(
            timed.stop,
            timed.starts_at,
            timed.ends_at,
            instead.get(timed.stop.resource_id, timed.stop.resource),
            timed.stop.resource_id in instead,
        )
        for timed in programme(offer.stops, event.starts_at)
    ]


def _held_places(event: Event) -> Select[Resource]:
    """Select the rooms and sites of an event in order of time, without the parts of a whole."""
    return (
        select(Resource)
        .join(Reservation, Reservation.resource_id == Resource.id)
        .where(
            Reservation.event_id == event.id,
            Reservation.released_at.is_(None),
            Reservation.whole_id.is_(None),
            Resource.kind.in_((ResourceKind.ROOM, ResourceKind.SITE)),
        )
        .order_by(Reservation.starts_at, Reservation.id)
    )
