"""Keeping the register of rooms, sites and equipment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from blinker import Signal
from sqlalchemy import func, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.models import Reservation, Resource, ResourceKind, ResourceUnit
from arena.resources.queries.parts import is_divided
from arena.resources.services.errors import CodeTaken, OneGroupOnly, UnitsInUse
from arena.resources.services.reserving import lock_resources

# Sent with the resource, and `by` whom, in the transaction of the act: floors above look at what
# waits for it, such as a question to a host.
planned_less = Signal("A resource is no longer planned with, or does something else.")


@dataclass(frozen=True, kw_only=True)
class ResourceFacts:
    """What is known of a room, a site or a piece of equipment.

    `capacity` is people at a time in one unit, None without a limit; `units` is how many groups,
    or sets of equipment, at a time. One visit more in a quarter than `quarter_limit` is warned
    about.
    """

    code: str
    name_sv: str
    name_en: str
    address: str = ""
    note_sv: str = ""
    note_en: str = ""
    capacity: int | None = None
    units: int = 1
    setup_minutes: int = 0
    clearup_minutes: int = 0
    is_step_free: bool = True
    quarter_limit: int | None = None


def create_resource(kind: ResourceKind, facts: ResourceFacts, *, by: Actor) -> Resource:
    """Add a room, a site or equipment. Raises `CodeTaken` where its code is not its own."""
    resource = Resource(kind=kind)
    _write(resource, facts)
    resource.units = [ResourceUnit(number=number) for number in range(facts.units)]
    db.session.add(resource)
    db.session.flush()
    record("resources.create", subject=resource, by=by, detail={"kind": str(kind)})
    return resource


def update_resource(resource: Resource, facts: ResourceFacts, *, by: Actor) -> None:
    """Change what is known of a resource. What is reserved keeps the set-up time it was given.

    Raises `CodeTaken`, `UnitsInUse` where what is booked ahead needs more units, or `OneGroupOnly`
    for a room that shares its space with others.
    """
    _write(resource, facts)
    _set_units(resource, facts.units)
    db.session.flush()
    detail = {"units": facts.units, "capacity": facts.capacity}
    record("resources.update", subject=resource, by=by, detail=detail)


def retire_resource(resource: Resource, *, by: Actor) -> None:
    """Plan no longer with a resource; what is booked keeps it until somebody moves it."""
    if resource.closed_at is None:
        resource.closed_at = clock.now()
        record("resources.retire", subject=resource, by=by)
        planned_less.send(resource, by=by)


def reopen_resource(resource: Resource, *, by: Actor) -> None:
    """Plan with a retired resource again."""
    if resource.closed_at is not None:
        resource.closed_at = None
        record("resources.reopen", subject=resource, by=by)


def _write(resource: Resource, facts: ResourceFacts) -> None:
    others = select(func.count()).where(Resource.code == facts.code)
    if resource.id is not None:
        others = others.where(Resource.id != resource.id)
    with db.session.no_autoflush:
        if db.session.scalar(others):
            raise CodeTaken
    for name, value in asdict(facts).items():
        if name != "units":
            setattr(resource, name, value)


def _set_units(resource: Resource, wanted: int) -> None:
    """Open or close units until `wanted` are open; those that are booked ahead stay open."""
    lock_resources([resource.id])
    if wanted != 1 and is_divided(resource):
        raise OneGroupOnly
    missing = wanted - len(resource.open_units)
    for unit in resource.units:
        if missing > 0 and unit.closed_at is not None:
            unit.closed_at = None
            missing -= 1
    for _ in range(missing):
        number = max((unit.number for unit in resource.units), default=-1) + 1
        resource.units.append(ResourceUnit(number=number))
    if missing < 0:
        booked = _booked_units(resource)
        spare = [unit for unit in resource.open_units if unit.number not in booked]
        if len(spare) < -missing:
            raise UnitsInUse(len(booked))
        for unit in spare[missing:]:
            unit.closed_at = clock.now()


def _booked_units(resource: Resource) -> Sequence[int]:
    return db.session.scalars(
        select(Reservation.unit)
        .where(
            Reservation.resource_id == resource.id,
            Reservation.released_at.is_(None),
            Reservation.ends_at > clock.now(),
        )
        .distinct()
    ).all()
