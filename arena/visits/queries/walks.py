"""Reads of open walks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.errors import NotFound
from arena.events.models import Event, EventStatus
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.resources.queries import get_timetable
from arena.resources.queries.timetables import Closed, Timetable
from arena.visits.models import Offer, OpenWalk, Visit, VisitState
from arena.visits.rules.ladder import OPEN

_PLACES = (ResourceKind.ROOM, ResourceKind.SITE)
_AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class ClosedWalk:
    """A walk to come on a day that was closed, and what closes it: it is moved or called off."""

    walk: OpenWalk
    closure: Closed


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


def find_twin(visit: Visit) -> Visit | None:
    """Return the confirmed seats that the same address has on the same walk by another request."""
    if not visit.is_walk:
        return None
    return db.session.scalar(
        select(Visit).where(
            Visit.event_id == visit.event_id,
            Visit.contact_email == visit.contact_email,
            Visit.state == VisitState.CONFIRMED,
            Visit.id != visit.id,
        )
    )


def list_closed_walks() -> list[ClosedWalk]:
    """Return the walks to come that cannot take place as they stand, in order of time."""
    today = clock.today()
    closures = (each for some in get_timetable().closures.values() for each in some)
    if not any(closure.ends_on > today for closure in closures):
        return []
    walks = list_walks()
    closed = find_closures(walks)
    return [ClosedWalk(walk, closed[walk.event_id]) for walk in walks if walk.event_id in closed]


def find_closures(walks: Collection[OpenWalk]) -> dict[int, Closed]:
    """Return, by event, what keeps each walk from taking place; walks that may are left out.

    That is a closure of the arena, or of a place of the walk. A host who is away does not close
    it: another one leads it then.
    """
    timetable = get_timetable()
    if not timetable.closures:
        return {}
    places = _places([walk.event_id for walk in walks])
    found = {
        walk.event_id: _closure(walk.event, places[walk.event_id], timetable) for walk in walks
    }
    return {event_id: closure for event_id, closure in found.items() if closure is not None}


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


def _places(event_ids: Collection[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    held = (
        select(Reservation.event_id, Reservation.resource_id)
        .join(Resource, Resource.id == Reservation.resource_id)
        .where(
            Reservation.event_id.in_(event_ids),
            Reservation.released_at.is_(None),
            Resource.kind.in_(_PLACES),
        )
    )
    for event_id, resource_id in db.session.execute(held):
        places[event_id].append(resource_id)
    return places


def _closure(event: Event, places: Sequence[int], timetable: Timetable) -> Closed | None:
    first = clock.date_of(event.starts_at)
    last = clock.date_of(event.ends_at - _AN_INSTANT)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    closures = (timetable.closure_on(day, owner) for owner in (None, *places) for day in days)
    return next((closure for closure in closures if closure is not None), None)
