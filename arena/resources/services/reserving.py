"""Reserving resources for an event: all of them or none, and the database has the last word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, exists, insert, select, update
from sqlalchemy.dialects import postgresql

from arena import clock, db
from arena.events.models import Event
from arena.resources.models import Reservation, Resource, ResourceUnit
from arena.resources.queries.parts import read_parts
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
    """One resource over `[starts_at, ends_at)` of the event; set-up and clear-up are added.

    Of a resource in several units it is one unit: two sets of equipment are two uses.
    """

    resource_id: int
    starts_at: datetime
    ends_at: datetime


def reserve(event: Event, uses: Sequence[Use]) -> None:
    """Reserve a unit of each resource for `event`, and all parts of a room that divides.

    They are taken in the order of their ids, so that two who want the same wait in line.
    Raises `ResourceTaken` when one has no free unit; the transaction must then be rolled back.
    """
    house = _House.read(use.resource_id for use in uses)
    claims = [(taken, use) for use in uses for taken in house.taken_with(use)]
    for taken, use in sorted(claims, key=lambda claim: (claim[0], claim[1].starts_at)):
        if not house.take(event, use, taken):
            raise ResourceTaken(house.resources[use.resource_id])


def reserve_free(wanted: Sequence[tuple[Event, Use]]) -> list[tuple[Event, Use]]:
    """Reserve each use for its event that is free, with all parts of its room; return the others.

    In the order of the resources, and of each in the order given.
    """
    house = _House.read(use.resource_id for _, use in wanted)
    refused = []
    for event, use in sorted(wanted, key=lambda each: each[1].resource_id):
        taken = []
        for resource_id in house.taken_with(use):
            if not (number := house.take(event, use, resource_id)):
                break
            taken.append(number)
        else:
            continue
        refused.append((event, use))
        if taken:  # Not all of its parts were free: those that were are given back.
            db.session.execute(delete(Reservation).where(Reservation.id.in_(taken)))
    return refused


@dataclass(frozen=True)
class _House:
    """Some resources with their parts and the units of all, locked: none is divided meanwhile."""

    resources: Mapping[int, Resource]
    parts: Mapping[int, tuple[int, ...]]
    units: Mapping[int, Sequence[int]]

    @classmethod
    def read(cls, resource_ids: Iterable[int]) -> _House:
        """Lock the units of some resources, and then those of their parts."""
        ids = set(resource_ids)
        # Their units first: whoever divides a room just now waits, or is waited for.
        units = _lock_units(ids)
        parts = read_parts(ids) if ids else {}
        units |= _lock_units({part for some in parts.values() for part in some})
        found = db.session.scalars(select(Resource).where(Resource.id.in_(ids))).all()
        return cls({resource.id: resource for resource in found}, parts, units)

    def taken_with(self, use: Use) -> list[int]:
        """Return what a use takes: the resource and its parts, in order."""
        return sorted((use.resource_id, *self.parts.get(use.resource_id, ())))

    def take(self, event: Event, use: Use, taken: int) -> int | None:
        """Take a unit of what is used, or of a part of it; return the reservation's number."""
        resource = self.resources[use.resource_id]
        period = _period(event.id, resource, use)
        whole_id = None if taken == resource.id else resource.id
        wanted = {**period, "resource_id": taken, "whole_id": whole_id}
        numbers = (_take({**wanted, "unit": unit}) for unit in self.units.get(taken, ()))
        return next((number for number in numbers if number), None)


def reserve_parts(reservation: Reservation, part_ids: Collection[int]) -> bool:
    """Take parts as well for what holds their whole; tell whether all were free."""
    same = ("event_id", "starts_at", "ends_at", "setup_minutes", "clearup_minutes")
    period = {name: getattr(reservation, name) for name in same}
    whole = {**period, "whole_id": reservation.resource_id}
    units = _lock_units(part_ids)
    return all(
        any(_take({**whole, "resource_id": part, "unit": unit}) for unit in units.get(part, ()))
        for part in sorted(part_ids)
    )


def release_parts(whole: Resource, part_ids: Collection[int]) -> None:
    """Give back parts that are held ahead because their whole is."""
    db.session.execute(
        update(Reservation)
        .where(
            Reservation.whole_id == whole.id,
            Reservation.resource_id.in_(part_ids),
            Reservation.released_at.is_(None),
            Reservation.ends_at > clock.now(),
        )
        .values(released_at=clock.now())
    )


def take_time(event: Event, resource: Resource, starts_at: datetime, ends_at: datetime) -> bool:
    """Take one unit over exactly `[starts_at, ends_at)`, nothing before or after; tell whether."""
    wanted = {
        "event_id": event.id,
        "resource_id": resource.id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "setup_minutes": 0,
        "clearup_minutes": 0,
    }
    units = _lock_units([resource.id]).get(resource.id, ())
    return any(_take({**wanted, "unit": unit}) for unit in units)


def list_uses(event: Event) -> list[Use]:
    """Return what `event` holds now, as it was asked for: without set-up, clear-up and parts."""
    held = db.session.scalars(
        select(Reservation)
        .where(
            Reservation.event_id == event.id,
            Reservation.released_at.is_(None),
            Reservation.whole_id.is_(None),
        )
        .order_by(Reservation.starts_at, Reservation.resource_id, Reservation.unit)
    )
    return [
        Use(resource_id=each.resource_id, starts_at=each.use_starts_at, ends_at=each.use_ends_at)
        for each in held
    ]


def release(event: Event) -> None:
    """Give back all that `event` holds; the rows stay, for the record."""
    db.session.flush()
    db.session.execute(
        update(Reservation)
        .where(Reservation.event_id == event.id, Reservation.released_at.is_(None))
        .values(released_at=clock.now())
    )


@dataclass(frozen=True)
class Held:
    """A use as it was asked for, the event that it is held for, and the numbers of its rows."""

    event_id: int
    use: Use
    rows: Sequence[int]


def list_held(events: Iterable[Event]) -> list[Held]:
    """Return what some events hold, the oldest first."""
    columns = Reservation.__table__.c
    names = ("id", "event_id", "resource_id", "whole_id", "starts_at", "ends_at")
    found = db.session.execute(
        select(*(columns[name] for name in (*names, "setup_minutes", "clearup_minutes")))
        .where(columns.event_id.in_([event.id for event in events]), columns.released_at.is_(None))
        .order_by(columns.id)
    ).all()
    parts: dict[tuple[int, int, datetime], list[int]] = defaultdict(list)
    for row in found:
        if row.whole_id is not None:
            starts_at = row.starts_at + timedelta(minutes=row.setup_minutes)
            parts[row.event_id, row.whole_id, starts_at].append(row.id)
    held = []
    for row in found:
        if row.whole_id is not None:
            continue
        use = Use(
            resource_id=row.resource_id,
            starts_at=row.starts_at + timedelta(minutes=row.setup_minutes),
            ends_at=row.ends_at - timedelta(minutes=row.clearup_minutes),
        )
        rows = [row.id, *parts[row.event_id, use.resource_id, use.starts_at]]
        held.append(Held(row.event_id, use, rows))
    return held


def release_rows(ids: Collection[int]) -> None:
    """Give back some of what is held, by the numbers of the rows; they stay, for the record."""
    if ids:
        db.session.execute(
            update(Reservation).where(Reservation.id.in_(ids)).values(released_at=clock.now())
        )


def lock_resources(resource_ids: Collection[int]) -> None:
    """Let nobody reserve, divide or resize any of these until the transaction is over.

    What was read of them before may have changed while we waited, and is read anew.
    """
    db.session.execute(
        select(ResourceUnit)
        .where(ResourceUnit.resource_id.in_(resource_ids))
        .order_by(ResourceUnit.resource_id, ResourceUnit.number)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = select(Resource).where(Resource.id.in_(resource_ids))
    for resource in db.session.scalars(found):
        db.session.expire(resource, ["units", "parts"])


def _period(event_id: int, resource: Resource, use: Use) -> dict[str, Any]:
    """Return what a reservation says of its time."""
    return {
        "event_id": event_id,
        "starts_at": use.starts_at - timedelta(minutes=resource.setup_minutes),
        "ends_at": use.ends_at + timedelta(minutes=resource.clearup_minutes),
        "setup_minutes": resource.setup_minutes,
        "clearup_minutes": resource.clearup_minutes,
    }


def _lock_units(resource_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the units in use of each resource; they cannot be locked by another meanwhile."""
    units: dict[int, list[int]] = defaultdict(list)
    if resource_ids:
        rows = db.session.execute(
            select(ResourceUnit.resource_id, ResourceUnit.number)
            .where(ResourceUnit.resource_id.in_(resource_ids), ResourceUnit.closed_at.is_(None))
            .order_by(ResourceUnit.resource_id, ResourceUnit.number)
            .with_for_update(read=True, key_share=True)
        )
        for resource_id, number in rows:
            units[resource_id].append(number)
    return units


def _take(values: Mapping[str, Any]) -> int | None:
    """Try one unit; return the number of the reservation.

    To wait for another's tentative row deadlocks; ON CONFLICT DO NOTHING does not.
    """
    if db.dialect() == "postgresql":
        return cast(int | None, db.session.scalar(_TAKE_IF_FREE, values))
    connection = db.session.connection()
    if connection.scalar(_IS_TAKEN, values):
        return None  # Nobody else can write meanwhile: the write lock is ours (BEGIN IMMEDIATE).
    key = connection.execute(_TAKE, values).inserted_primary_key
    return None if key is None else int(key[0])
