"""Finding delegations: one, those of a page, and what others call them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from arena import db
from arena.delegations.models import Delegation, ProgrammeItem
from arena.errors import NotFound


def find_delegation(reference: str) -> Delegation | None:
    """Return a delegation by its reference, in small letters too; None for no such."""
    return db.session.scalar(
        select(Delegation).where(Delegation.reference == reference.strip().upper())
    )


def get_delegation(reference: str) -> Delegation:
    """Return a delegation by its reference, in small letters too; raise `NotFound`."""
    found = find_delegation(reference)
    if found is None:
        raise NotFound
    return found


def get_by_number(delegation_id: int) -> Delegation:
    """Return a delegation by its number; raise `NotFound`."""
    found = db.session.get(Delegation, delegation_id)
    if found is None:
        raise NotFound
    return found


def get_item(delegation: Delegation, item_id: int) -> ProgrammeItem:
    """Return an item of a delegation's programme; raise `NotFound`."""
    found = db.session.get(ProgrammeItem, item_id)
    if found is None or found.delegation_id != delegation.id:
        raise NotFound
    return found


def find_item_of(event_id: int) -> ProgrammeItem | None:
    """Return the item whose event it is, unless it was taken out of its programme."""
    return db.session.scalar(select(ProgrammeItem).where(ProgrammeItem.event_id == event_id))


def list_delegations() -> Sequence[Delegation]:
    """Return all delegations, the newest days first."""
    return db.session.scalars(
        select(Delegation).order_by(Delegation.starts_on.desc(), Delegation.id.desc())
    ).all()


def map_names(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what delegations are called, by their numbers."""
    rows = db.session.execute(
        select(Delegation.id, Delegation.name).where(Delegation.id.in_(numbers))
    )
    return {row.id: row.name for row in rows}


def map_items(event_ids: Collection[int]) -> Mapping[int, tuple[str, int]]:
    """Return of some events the references of their delegations, and their items' numbers."""
    rows = db.session.execute(
        select(ProgrammeItem.event_id, Delegation.reference, ProgrammeItem.id)
        .join(Delegation, Delegation.id == ProgrammeItem.delegation_id)
        .where(ProgrammeItem.event_id.in_(event_ids))
    )
    return {event_id: (reference, item_id) for event_id, reference, item_id in rows}
