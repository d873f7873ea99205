"""Whose delegations were here: for the directory's histories, and those that ask since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from arena import db
from arena.delegations.models import Delegation, DelegationRole, DelegationState
from arena.directory.models import Organisation, Person

_CAME = (DelegationState.DONE, DelegationState.FOLLOWED_UP)


def list_delegations_of(subject: Organisation | Person) -> Sequence[Delegation]:
    """Return the delegations of an organisation, or those in which a person had a part."""
    query = select(Delegation).order_by(Delegation.starts_on.desc(), Delegation.id.desc())
    if isinstance(subject, Organisation):
        return db.session.scalars(query.where(Delegation.organisation_id == subject.id)).all()
    if not subject.email:
        return ()
    named = select(DelegationRole.delegation_id).where(DelegationRole.email == subject.email)
    theirs = or_(Delegation.contact_email == subject.email, Delegation.id.in_(named))
    return db.session.scalars(query.where(theirs)).all()


def organisations_since(day: date) -> Select[Any]:
    """Return the numbers of the organisations whose delegations were here since a day."""
    return _came(select(Delegation.organisation_id), day).where(
        Delegation.organisation_id.is_not(None)
    )


def people_since(day: date) -> Select[Any]:
    """Return the numbers of the people who sent a delegation that was here since a day."""
    return _came(
        select(Person.id).join(Delegation, func.lower(Delegation.contact_email) == Person.email),
        day,
    )


def _came(query: Select[Any], day: date) -> Select[Any]:
    return query.where(Delegation.state.in_(_CAME), Delegation.starts_on >= day)
