"""Whom a partner's account stands for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.directory.models import Organisation, Person, PersonRole


def list_organisations_of(user_id: int) -> Sequence[Organisation]:
    """Return the organisations that a user has a role in today, by name."""
    today = clock.today()
    return db.session.scalars(
        select(Organisation)
        .join(PersonRole, PersonRole.organisation_id == Organisation.id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            Person.user_id == user_id,
            PersonRole.starts_on <= today,
            or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today),
        )
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    ).all()


def list_partner_organisations() -> Sequence[Organisation]:
    """Return the organisations that somebody with a partner's account stands for, by name."""
    return db.session.scalars(
        select(Organisation)
        .join(PersonRole, PersonRole.organisation_id == Organisation.id)
        .join(Person, Person.id == PersonRole.person_id)
        .join(User, User.id == Person.user_id)
        .where(User.role == Role.PARTNER)
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    ).all()
