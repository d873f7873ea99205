"""Answers that were promised, and contacts that were made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db
from arena.accounts.models import User
from arena.delegations.models import Contact, Delegation, DelegationReport, Promise
from arena.delegations.rules.ladder import OPEN, TOOK_PLACE
from arena.errors import NotFound


def list_promises(delegation: Delegation) -> Sequence[Promise]:
    """Return the answers that were promised to a delegation, by when they are due."""
    return db.session.scalars(
        select(Promise)
        .where(Promise.delegation_id == delegation.id)
        .options(joinedload(Promise.owner))
        .order_by(Promise.due_on, Promise.id)
    ).all()


def list_open_promises(user: User, *, until: date) -> Sequence[Promise]:
    """Return the answers that somebody owes by a day; without an owner, who coordinates owes it."""
    return db.session.scalars(
        select(Promise)
        .join(Delegation, Delegation.id == Promise.delegation_id)
        .where(
            Promise.answered_at.is_(None),
            Promise.due_on <= until,
            Delegation.state.in_(OPEN | TOOK_PLACE),
            or_(
                Promise.owner_id == user.id,
                Promise.owner_id.is_(None) & (Delegation.coordinator_id == user.id),
            ),
        )
        .options(contains_eager(Promise.delegation))
        .order_by(Promise.due_on, Promise.id)
    ).all()


def get_promise(delegation: Delegation, promise_id: int) -> Promise:
    """Return a promised answer; raise `NotFound`."""
    promise = db.session.get(Promise, promise_id)
    if promise is None or promise.delegation_id != delegation.id:
        raise NotFound
    return promise


def list_contacts(delegation: Delegation) -> Sequence[Contact]:
    """Return the contacts that were made, by name."""
    return db.session.scalars(
        select(Contact).where(Contact.delegation_id == delegation.id).order_by(Contact.name)
    ).all()


def get_contact(delegation: Delegation, contact_id: int) -> Contact:
    """Return a contact that was made; raise `NotFound`."""
    contact = db.session.get(Contact, contact_id)
    if contact is None or contact.delegation_id != delegation.id:
        raise NotFound
    return contact


def find_report(delegation: Delegation) -> DelegationReport | None:
    """Return the report of a visit; None while nobody has written in it."""
    return db.session.get(DelegationReport, delegation.id)
