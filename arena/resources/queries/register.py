"""The register as staff read it: resources, what each holds next, how much hosts have to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from arena import clock, db
from arena.accounts.models import Role, User
from arena.errors import NotFound
from arena.events.models import Event
from arena.resources.models import ABSENCE, HostProfile, Reservation, Resource, ResourceKind

HOSTING = (Role.HOST, Role.COORDINATOR, Role.ADMIN)  # The roles that may receive groups.


@dataclass(frozen=True)
class Holding:
    """An event that holds a resource, over a time that set-up and clear-up are part of."""

    event: Event
    starts_at: datetime
    ends_at: datetime
    units: int


def get_resource(resource_id: int) -> Resource:
    """Return one resource, retired or not, or raise `NotFound`."""
    resource = db.session.scalar(
        select(Resource).where(Resource.id == resource_id).options(*_whole())
    )
    if resource is None:
        raise NotFound
    return resource


def map_resources(numbers: Collection[int]) -> Mapping[int, Resource]:
    """Return resources by their numbers, retired or not."""
    found = db.session.scalars(select(Resource).where(Resource.id.in_(numbers)))
    return {resource.id: resource for resource in found}


def list_resources(
    *, kind: str | None = None, text: str = "", with_retired: bool = False
) -> Sequence[Resource]:
    """Return the resources of a kind, or of all, whose name, code or address holds `text`."""
    query = (
        select(Resource)
        .outerjoin(Resource.host)
        .outerjoin(HostProfile.user)
        .options(*_whole())
        .order_by(Resource.kind, func.coalesce(User.name, Resource.name_sv), Resource.id)
    )
    if kind:
        query = query.where(Resource.kind == kind)
    if not with_retired:
        query = query.where(Resource.closed_at.is_(None))
    if text:
        places = (Resource.code, Resource.address, User.name)
        names = (Resource.name_sv, Resource.name_en)
        query = query.where(
            or_(*(place.icontains(text, autoescape=True) for place in (*places, *names)))
        )
    return db.session.scalars(query).all()


def list_known_sites(host: Resource) -> Sequence[Resource]:
    """Return the sites that a host knows, by name; none where every site is known."""
    if host.host is None or not host.host.site_ids:
        return []
    return db.session.scalars(
        select(Resource).where(Resource.id.in_(host.host.site_ids)).order_by(Resource.name_sv)
    ).all()


def count_by_kind() -> dict[str, int]:
    """Count the resources in use of each kind."""
    rows = db.session.execute(
        select(Resource.kind, func.count())
        .where(Resource.closed_at.is_(None))
        .group_by(Resource.kind)
    )
    counts = dict(iter(rows))
    return {str(kind): counts.get(kind, 0) for kind in ResourceKind}


def list_next_holdings(resource: Resource, limit: int = 10) -> list[Holding]:
    """Return the next events that hold a resource, what is under way first; absences are none."""
    begins = func.min(Reservation.starts_at)
    rows = db.session.execute(
        select(
            Event,
            begins,
            func.max(Reservation.ends_at),
            func.count(Reservation.unit.distinct()),
        )
        .join(Reservation, Reservation.event_id == Event.id)
        .where(*_ahead(resource))
        .group_by(Event.id)
        .order_by(begins, Event.id)
        .limit(limit)
    )
    return [Holding(*row) for row in rows]


def count_next_holdings(resource: Resource) -> int:
    """Count the events to come that hold a resource; absences are none."""
    query = (
        select(func.count(Event.id.distinct()))
        .join(Reservation, Reservation.event_id == Event.id)
        .where(*_ahead(resource))
    )
    return db.session.scalar(query) or 0


def next_uses(resource_ids: Collection[int]) -> Mapping[int, datetime]:
    """Return when each resource is next in use; those without a next use are not in the answer."""
    rows = db.session.execute(
        select(Reservation.resource_id, func.min(Reservation.starts_at))
        .join(Event, Event.id == Reservation.event_id)
        .where(
            Event.kind != ABSENCE,
            Reservation.resource_id.in_(resource_ids),
            Reservation.released_at.is_(None),
            Reservation.starts_at > clock.now(),
        )
        .group_by(Reservation.resource_id)
    )
    return dict(iter(rows))


def list_possible_hosts() -> Sequence[User]:
    """Return the people who may receive groups and are no hosts yet, by name."""
    return db.session.scalars(
        select(User)
        .where(
            User.role.in_(HOSTING),
            User.closed_at.is_(None),
            User.id.not_in(select(HostProfile.user_id)),
        )
        .order_by(User.name)
    ).all()


def list_known_topics() -> list[str]:
    """Return the topics that any host knows, in order."""
    topics: set[str] = set()
    for known in db.session.scalars(select(HostProfile.topics)):
        topics |= set(known)
    return sorted(topics)


def _ahead(resource: Resource) -> tuple[ColumnElement[bool], ...]:
    """Say of a reservation and its event that it is a use of a resource which has not ended."""
    return (
        Event.kind != ABSENCE,
        Reservation.resource_id == resource.id,
        Reservation.released_at.is_(None),
        Reservation.ends_at > clock.now(),
    )


def _whole() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Resource.units),
        joinedload(Resource.host).joinedload(HostProfile.user),
    )
