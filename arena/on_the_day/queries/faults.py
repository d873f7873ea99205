"""Faults as staff read them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.errors import NotFound
from arena.on_the_day.models import Fault
from arena.resources.models import Resource

SHOWN = 50


def get_fault(fault_id: int) -> Fault:
    """Return a fault; raise `NotFound`."""
    fault = db.session.get(Fault, fault_id)
    if fault is None:
        raise NotFound
    return fault


def list_open_faults() -> Sequence[Fault]:
    """Return what is still to be mended, the oldest first."""
    query = _whole().where(Fault.done_at.is_(None)).order_by(Fault.reported_at, Fault.id)
    return db.session.scalars(query).all()


def list_faults() -> Sequence[Fault]:
    """Return what is still to be mended, then what was mended lately."""
    done = _whole().where(Fault.done_at.is_not(None)).order_by(Fault.done_at.desc(), Fault.id)
    return [*list_open_faults(), *db.session.scalars(done.limit(SHOWN)).all()]


def list_faults_of(room: Resource, limit: int = 5) -> Sequence[Fault]:
    """Return the faults of a room: those to be mended first, then the latest."""
    order = (Fault.done_at.is_not(None), Fault.reported_at.desc(), Fault.id)
    query = _whole().where(Fault.room_id == room.id).order_by(*order).limit(limit)
    return db.session.scalars(query).all()


def find_same_fault(room: Resource, words: str) -> Fault | None:
    """Return an open fault of the same words: a double click reports once."""
    return db.session.scalars(
        select(Fault).where(Fault.room_id == room.id, Fault.words == words, Fault.done_at.is_(None))
    ).first()


def _whole() -> Select[Fault]:
    return select(Fault).options(joinedload(Fault.room).joinedload(Resource.host))
