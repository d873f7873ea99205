"""The rows of the planning board: the resources in use, their units, parts and hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.resources.models import (
    HostProfile,
    Reservation,
    Resource,
    ResourceKind,
    ResourcePart,
    ResourceUnit,
)
from arena.resources.queries.timetables import get_timetable
from arena.web import languages

ORDER = (ResourceKind.ROOM, ResourceKind.SITE, ResourceKind.HOST, ResourceKind.EQUIPMENT)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One resource: a row of the board, with a lane for each unit."""

    id: int
    kind: str
    name: str
    capacity: int | None
    topics: frozenset[str]
    units: tuple[int, ...]
    parts: tuple[int, ...] = ()
    wholes: tuple[int, ...] = ()


def list_shown() -> list[Shown]:
    """Return the resources in use, with their units and parts."""
    language = languages.current()
    name = Resource.name_en if language == "en" else Resource.name_sv
    facts: dict[int, dict[str, Any]] = {}
    for row in db.session.execute(
        select(
            Resource.id,
            Resource.kind,
            name,
            Resource.name_sv,
            Resource.capacity,
            User.name,
            HostProfile.topics,
            ResourceUnit.number,
        )
        .join(ResourceUnit, ResourceUnit.resource_id == Resource.id)
        .outerjoin(HostProfile, HostProfile.resource_id == Resource.id)
        .outerjoin(User, User.id == HostProfile.user_id)
        .where(Resource.closed_at.is_(None), ResourceUnit.closed_at.is_(None))
        .order_by(Resource.id, ResourceUnit.number)
    ):
        resource_id, kind, name_here, name_sv, capacity, person, topics, number = row
        shown = facts.setdefault(
            resource_id,
            {
                "id": resource_id,
                "kind": kind,
                "name": person or name_here or name_sv,
                "capacity": capacity,
                "topics": frozenset(topics or ()),
                "units": (),
            },
        )
        shown["units"] = (*shown["units"], number)
    return _in_order(facts)


def whose_hours(rows: Sequence[Shown]) -> Mapping[int, int | None]:
    """Return whose opening hours each row keeps to: its own, or with None the arena's."""
    timetable = get_timetable()
    own = {*timetable.hours, *timetable.closures}
    return {row.id: row.id if row.id in own else None for row in rows}


def find_whole(event_id: int, part_id: int) -> int | None:
    """Return the room by which an event has a part of it, or None."""
    return db.session.scalar(
        select(Reservation.whole_id).where(
            Reservation.event_id == event_id,
            Reservation.resource_id == part_id,
            Reservation.released_at.is_(None),
            Reservation.whole_id.is_not(None),
        )
    )


def _in_order(facts: Mapping[int, dict[str, Any]]) -> list[Shown]:
    pairs = db.session.execute(select(ResourcePart.whole_id, ResourcePart.part_id)).all()
    parts: dict[int, tuple[int, ...]] = {}
    wholes: dict[int, tuple[int, ...]] = {}
    for whole, part in pairs:
        if whole in facts and part in facts:
            parts[whole] = (*parts.get(whole, ()), part)
            wholes[part] = (*wholes.get(part, ()), whole)
    every = [
        Shown(**each, parts=parts.get(number, ()), wholes=wholes.get(number, ()))
        for number, each in facts.items()
    ]

    def place(each: Shown) -> tuple[int, str, bool, str]:
        head = facts[each.wholes[0]]["name"] if each.wholes else each.name
        return ORDER.index(ResourceKind(each.kind)), head, bool(each.wholes), each.name

    return sorted(every, key=place)
