"""Lending out rooms: who may book one, how it can be furnished, and into which it divides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.models import (
    Reservation,
    Resource,
    ResourceKind,
    ResourcePart,
    RoomLayout,
    RoomProfile,
)
from arena.resources.services.errors import PartsInUse, PartsOfParts
from arena.resources.services.reserving import lock_resources, release_parts, reserve_parts


@dataclass(frozen=True, kw_only=True)
class RoomTerms:
    """Who may book a room and what is in it; `layouts` are people seated, by layout.

    A room that is not lent keeps its layouts and its parts, for visits use them, too.
    `approver_id` is who answers partners' requests; without one, all who plan are asked.
    `release_minutes` after its start a booking that nobody came to is given back; None: never.
    """

    is_lent: bool = True
    features: Sequence[str] = ()
    is_for_partners: bool = False
    needs_approval: bool = True
    approver_id: int | None = None
    release_minutes: int | None = None
    layouts: Mapping[str, int] = field(default_factory=dict)
    part_ids: Collection[int] = ()


def set_room_terms(room: Resource, terms: RoomTerms, *, by: Actor) -> None:
    """Lend out a room on these terms, on others than before, or no longer.

    What is booked ahead of a room that now divides takes its parts as well. Raises `PartsOfParts`
    where a part divides itself, and `PartsInUse` where a part is booked otherwise at such a time.
    """
    _set_profile(room, terms)
    _set_layouts(room, terms.layouts)
    _divide(room, frozenset(terms.part_ids))
    db.session.flush()
    detail = {
        "lent": terms.is_lent,
        "partners": terms.is_for_partners,
        "parts": sorted(terms.part_ids),
    }
    record("resources.set_room_terms", subject=room, by=by, detail=detail)


def _set_profile(room: Resource, terms: RoomTerms) -> None:
    if not terms.is_lent:
        room.room = None
        return
    if room.room is None:
        room.room = RoomProfile()
    room.room.features = list(terms.features)
    room.room.is_for_partners = terms.is_for_partners
    room.room.needs_approval = terms.needs_approval
    room.room.approver_id = terms.approver_id
    room.room.release_minutes = terms.release_minutes


def _set_layouts(room: Resource, wanted: Mapping[str, int]) -> None:
    present = {each.layout: each for each in room.layouts}
    room.layouts = [present.get(name) or RoomLayout(layout=name) for name in wanted]
    for each in room.layouts:
        each.capacity = wanted[each.layout]


def _divide(room: Resource, wanted: frozenset[int]) -> None:
    lock_resources({room.id, *wanted})
    present = {part.id for part in room.parts}
    if wanted == present:
        return
    _check(room, wanted)
    parts = select(Resource).where(Resource.id.in_(wanted)).order_by(Resource.id)
    room.parts = list(db.session.scalars(parts))
    db.session.flush()
    ahead = (
        Reservation.resource_id == room.id,
        Reservation.released_at.is_(None),
        Reservation.ends_at > clock.now(),
    )
    release_parts(room, present - wanted)
    held = db.session.scalars(select(Reservation).where(*ahead).order_by(Reservation.starts_at))
    for reservation in held.all():
        if not reserve_parts(reservation, wanted - present):
            raise PartsInUse(reservation.event)


def _check(room: Resource, wanted: Collection[int]) -> None:
    """Refuse a part that divides itself, that is no room, or that comes in several units."""
    divides = select(ResourcePart.whole_id).where(ResourcePart.whole_id.in_(wanted))
    is_part = select(ResourcePart.part_id).where(ResourcePart.part_id == room.id)
    rooms = db.session.scalars(
        select(Resource).where(Resource.id.in_(wanted), Resource.kind == ResourceKind.ROOM)
    ).all()
    if (
        room.id in wanted
        or {each.id for each in rooms} != set(wanted)
        or any(len(each.open_units) != 1 for each in (room, *rooms))
        or db.session.scalar(divides.limit(1))
        or (wanted and db.session.scalar(is_part.limit(1)))
    ):
        raise PartsOfParts
