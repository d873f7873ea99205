"""Which rooms divide, and into which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlalchemy import Select, bindparam, or_, select

from arena import db
from arena.resources.models import Resource, ResourceKind, ResourcePart


def read_parts(resource_ids: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """Return the parts of each resource that has any, by ids and in their order."""
    parts: dict[int, tuple[int, ...]] = {}
    rows = db.session.connection().execute(_statement(), {"ids": list(resource_ids)}).all()
    for whole_id, part_id in rows:
        parts[whole_id] = (*parts.get(whole_id, ()), part_id)
    return parts


def list_possible_parts(room: Resource) -> Sequence[Resource]:
    """Return the rooms that `room` may be divided into: whole in themselves, for one group."""
    rooms = db.session.scalars(
        select(Resource)
        .where(
            Resource.kind == ResourceKind.ROOM,
            Resource.id != room.id,
            Resource.closed_at.is_(None),
            Resource.id.not_in(select(ResourcePart.whole_id)),
        )
        .order_by(Resource.name_sv)
    ).all()
    return [each for each in rooms if len(each.open_units) == 1]


def list_wholes(room: Resource) -> Sequence[Resource]:
    """Return the rooms that `room` is a part of."""
    return db.session.scalars(
        select(Resource)
        .join(ResourcePart, ResourcePart.whole_id == Resource.id)
        .where(ResourcePart.part_id == room.id)
        .order_by(Resource.id)
    ).all()


def is_divided(room: Resource) -> bool:
    """Tell whether a room divides, or is a part of one that does."""
    named = or_(ResourcePart.whole_id == room.id, ResourcePart.part_id == room.id)
    return db.session.scalar(select(ResourcePart.whole_id).where(named).limit(1)) is not None


@cache
def _statement() -> Select[int, int]:
    return (
        select(ResourcePart.whole_id, ResourcePart.part_id)
        .where(ResourcePart.whole_id.in_(bindparam("ids", expanding=True)))
        .order_by(ResourcePart.whole_id, ResourcePart.part_id)
    )
