"""Rooms that can be booked, and equipment that can be borrowed with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import db
from arena.accounts.models import User
from arena.accounts.policy import may_plan
from arena.errors import NotFound
from arena.meeting_place.rules import fitting
from arena.resources.models import Resource, ResourceKind, RoomProfile


def list_rooms(*, is_partner: bool) -> Sequence[Resource]:
    """Return the rooms that staff, or partners, may book, by name."""
    query = (
        select(Resource)
        .join(Resource.room)
        .where(Resource.closed_at.is_(None), Resource.kind == ResourceKind.ROOM)
        .options(
            selectinload(Resource.room),
            selectinload(Resource.layouts),
            selectinload(Resource.parts),
            selectinload(Resource.host),
        )
        .order_by(Resource.name_sv, Resource.id)
    )
    if is_partner:
        query = query.where(RoomProfile.is_for_partners)
    return db.session.scalars(query).all()


def get_room(room_id: int, *, is_partner: bool) -> Resource:
    """Return a room that the person may book; raise `NotFound`."""
    for room in list_rooms(is_partner=is_partner):
        if room.id == room_id:
            return room
    raise NotFound


def list_equipment(*, also: Collection[int] = ()) -> Sequence[Resource]:
    """Return the equipment that can be borrowed, and `also` what is not lent any more, by name."""
    query = (
        select(Resource)
        .where(
            Resource.closed_at.is_(None) | Resource.id.in_(also),
            Resource.kind == ResourceKind.EQUIPMENT,
        )
        .options(selectinload(Resource.units), selectinload(Resource.host))
        .order_by(Resource.name_sv, Resource.id)
    )
    return db.session.scalars(query).all()


def is_asked_for(room: Resource, *, is_partner: bool) -> bool:
    """Tell whether somebody gets a room only once we have answered."""
    return is_partner and room.room is not None and room.room.needs_approval


def approver_of(room: Resource) -> User | None:
    """Return who answers partners' requests for a room; None where all who plan do."""
    person = room.room.approver if room.room is not None else None
    return person if person is not None and person.is_open and may_plan(person) else None


def list_answered_by(user: User) -> Sequence[Resource]:
    """Return the rooms that somebody answers for, by name."""
    return db.session.scalars(
        select(Resource)
        .join(Resource.room)
        .where(RoomProfile.approver_id == user.id, Resource.closed_at.is_(None))
        .order_by(Resource.name_sv, Resource.id)
    ).all()


def as_rule(room: Resource, *, is_partner: bool) -> fitting.Room:
    """Return a room as the rule of fitting knows it, for staff or a partner."""
    return fitting.Room(
        id=room.id,
        capacity=room.capacity,
        layouts={each.layout: each.capacity for each in room.layouts},
        features=frozenset(room.room.features if room.room else ()),
        is_step_free=room.is_step_free,
        is_asked_for=is_asked_for(room, is_partner=is_partner),
    )
