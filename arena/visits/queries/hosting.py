"""Tours to come by who is to lead them, and those whose host has left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import selectinload

from arena import clock, db
from arena.accounts.models import User
from arena.events.models import Event, EventStatus
from arena.hosting.models import Absence
from arena.resources.models import HostProfile, Reservation
from arena.visits.models import VISIT, WALK
from arena.visits.queries.tours import Tour, list_tours


@dataclass(frozen=True)
class Deserted:
    """A tour to come, and the names of its hosts whose accounts are closed, or who are away."""

    tour: Tour
    gone: Sequence[str]
    away: Sequence[str] = ()


def list_tours_held_by(user_id: int) -> list[Tour]:
    """Return what is to come and holds somebody's time, told or not yet, in order of time."""
    return list_tours(_coming(HostProfile.user_id == user_id))


def list_deserted() -> list[Deserted]:
    """Return the tours to come that need another host, in order of time.

    One who was to lead them has left, or is away then. What is only asked for holds their time as
    well, and is given another host when it is confirmed.
    """
    gone, away = _names_of_gone(), _names_of_away()
    if not gone and not away:
        return []
    events = _coming(Event.id.in_({*gone, *away}))
    return [
        Deserted(tour, gone.get(tour.event.id, ()), away.get(tour.event.id, ()))
        for tour in list_tours(events)
    ]


def _coming(*wanted: ColumnElement[bool]) -> Sequence[Event]:
    held = (
        select(Reservation.event_id)
        .join(HostProfile, HostProfile.resource_id == Reservation.resource_id)
        .join(User, User.id == HostProfile.user_id)
        .join(Event, Event.id == Reservation.event_id)
        .where(Reservation.released_at.is_(None), Event.ends_at >= clock.now(), *wanted)
    )
    return db.session.scalars(
        select(Event)
        .where(
            Event.id.in_(held),
            Event.kind.in_((VISIT, WALK)),
            Event.status != EventStatus.CANCELLED,
        )
        .options(selectinload(Event.attendees))
        .order_by(Event.starts_at, Event.id)
    ).all()


def _names_of_gone() -> dict[int, list[str]]:
    return _names(User.closed_at.is_not(None))


def _names_of_away() -> dict[int, list[str]]:
    is_away = exists().where(
        Absence.resource_id == Reservation.resource_id,
        Absence.starts_at < Event.ends_at,
        Absence.ends_at > Event.starts_at,
    )
    return _names(User.closed_at.is_(None), is_away)


def _names(*wanted: ColumnElement[bool]) -> dict[int, list[str]]:
    """Return the names of hosts by the tours to come that they lead, or whose time is held."""
    rows = db.session.execute(
        select(Reservation.event_id, User.name)
        .join(HostProfile, HostProfile.resource_id == Reservation.resource_id)
        .join(User, User.id == HostProfile.user_id)
        .join(Event, Event.id == Reservation.event_id)
        .where(
            Reservation.released_at.is_(None),
            Event.kind.in_((VISIT, WALK)),
            Event.status != EventStatus.CANCELLED,
            Event.ends_at >= clock.now(),
            *wanted,
        )
        .order_by(User.name)
    )
    names: dict[int, list[str]] = {}
    for event_id, name in rows:
        names.setdefault(event_id, []).append(name)
    return names
