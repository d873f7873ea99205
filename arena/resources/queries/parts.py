"""Which rooms divide, and into which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Select, bindparam, select

from arena import db
from arena.resources.models import ResourcePart


def read_parts(resource_ids: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """Return the parts of each resource that has any, by ids and in their order."""
    parts: dict[int, tuple[int, ...]] = {}
    rows = db.session.connection().execute(_statement(), {"ids": list(resource_ids)}).all()
    for whole_id, part_id in rows:
        parts[whole_id] = (*parts.get(whole_id, ()), part_id)
    return parts


@cache
def _statement() -> Select[int, int]:
    return (
        select(ResourcePart.whole_id, ResourcePart.part_id)
        .where(ResourcePart.whole_id.in_(bindparam("ids", expanding=True)))
        .order_by(ResourcePart.whole_id, ResourcePart.part_id)
    )
