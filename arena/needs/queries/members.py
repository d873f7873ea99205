"""Whom somebody who is signed in stands for today, and what they may see by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.directory.models import Organisation, OrganisationType, Person, PersonRole
from arena.networks.queries.standing import networks_of

_CITY = (
    OrganisationType.CITY_ADMINISTRATION,
    OrganisationType.CITY_COMPANY,
    OrganisationType.MUNICIPALITY,
)


@dataclass(frozen=True)
class Standing:
    """Who somebody is in the directory, of which organisations, and in which networks."""

    user_id: int | None = None
    person_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()
    network_ids: frozenset[int] = frozenset()


NOBODY = Standing()


def standing_of(user: User) -> Standing:
    """Return whom a user stands for today: whoever has left an organisation no longer does."""
    person_id = db.session.scalar(select(Person.id).where(Person.user_id == user.id))
    if person_id is None or not user.is_open:
        return Standing(user.id)
    return Standing(
        user.id,
        person_id,
        frozenset(each.id for each in list_organisations_of(user.id)),
        frozenset(networks_of(user, clock.today())),
    )


def list_organisations_of(user_id: int) -> Sequence[Organisation]:
    """Return the organisations that a user has a role in today, by name."""
    return db.session.scalars(
        select(Organisation)
        .join(PersonRole, PersonRole.organisation_id == Organisation.id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.user_id == user_id, holds_today())
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    ).all()


def list_seekers() -> Sequence[Organisation]:
    """Return whose needs staff may begin: units of the city, and who has a partner's account."""
    partners = (
        select(PersonRole.organisation_id)
        .join(Person, Person.id == PersonRole.person_id)
        .join(User, User.id == Person.user_id)
        .where(User.role == Role.PARTNER, holds_today())
    )
    return db.session.scalars(
        select(Organisation)
        .where(
            Organisation.merged_into_id.is_(None),
            or_(Organisation.type.in_(_CITY), Organisation.id.in_(partners)),
        )
        .order_by(Organisation.name, Organisation.id)
    ).all()


def find_person_of(user: User) -> Person | None:
    """Return who an account is in the directory."""
    return db.session.scalar(select(Person).where(Person.user_id == user.id))


def holds_today() -> ColumnElement[bool]:
    """Return the condition that a role in an organisation holds today."""
    today = clock.today()
    return (PersonRole.starts_on <= today) & or_(
        PersonRole.ends_on.is_(None), PersonRole.ends_on > today
    )


def list_people_of(organisation_id: int) -> Sequence[Person]:
    """Return who has a role in an organisation today, by name."""
    return db.session.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.organisation_id == organisation_id, holds_today())
        .distinct()
        .order_by(Person.name, Person.id)
    ).all()
