"""Reserving resources for an event: all of them or none, and the database has the last word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, exists, insert, select, update
from sqlalchemy.dialects import postgresql

from arena import clock, db
from arena.events.models import Event
from arena.resources.models import Reservation, Resource, ResourceUnit
from arena.resources.services.errors import ResourceTaken

_TAKE = insert(cast(Table, Reservation.__table__))
_TAKE_IF_FREE = postgresql.insert(Reservation).on_conflict_do_nothing().returning(Reservation.id)
_IS_TAKEN = select(
    exists().where(
        Reservation.resource_id == bindparam("resource_id"),
        Reservation.unit == bindparam("unit"),
        Reservation.released_at.is_(None),
        Reservation.starts_at < bindparam("ends_at"),
        Reservation.ends_at > bindparam("starts_at"),
    )
)
_UNITS = (
    select(ResourceUnit.number)
    .where(ResourceUnit.resource_id == bindparam("resource_id"), ResourceUnit.closed_at.is_(None))
    .order_by(ResourceUnit.number)
)


@dataclass(frozen=True, kw_only=True)
class Use:
    """One resource over `[starts_at, ends_at)` of the event; set-up and clear-up are added."""

    resource_id: int
    starts_at: datetime
    ends_at: datetime


def reserve(event: Event, uses: Sequence[Use]) -> None:
    """Reserve a unit of each resource for `event`, in the order of their ids.

    Raises `ResourceTaken` when one has no free unit; the transaction must then be rolled back.
    """
    for use in sorted(uses, key=lambda use: (use.resource_id, use.starts_at)):
        resource = db.session.get_one(Resource, use.resource_id)
        starts_at = use.starts_at - timedelta(minutes=resource.setup_minutes)
        ends_at = use.ends_at + timedelta(minutes=resource.clearup_minutes)
        if not any(
            _take(event, resource.id, unit, starts_at, ends_at) for unit in _units(resource.id)
        ):
            raise ResourceTaken(resource)


def release(event: Event) -> None:
    """Give back all that `event` holds; the rows stay, for the record."""
    db.session.flush()
    db.session.execute(
        update(Reservation)
        .where(Reservation.event_id == event.id, Reservation.released_at.is_(None))
        .values(released_at=clock.now())
    )


def _units(resource_id: int) -> Sequence[int]:
    return db.session.scalars(_UNITS, {"resource_id": resource_id}).all()


def _take(
    event: Event, resource_id: int, unit: int, starts_at: datetime, ends_at: datetime
) -> bool:
    """Try one unit.

    To wait for another's tentative row deadlocks; ON CONFLICT DO NOTHING does not.
    """
    values = {
        "event_id": event.id,
        "resource_id": resource_id,
        "unit": unit,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    if db.dialect() == "postgresql":
        return db.session.scalar(_TAKE_IF_FREE, values) is not None
    connection = db.session.connection()
    if connection.scalar(_IS_TAKEN, values):
        return False  # Nobody else can write meanwhile: the write lock is ours (BEGIN IMMEDIATE).
    connection.execute(_TAKE, values)
    return True
