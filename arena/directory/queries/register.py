"""Reading the directory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from arena import clock, db
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import NotFound


@dataclass(frozen=True)
class OrganisationRow:
    """One line of the directory."""

    organisation: Organisation
    people: int


def find_organisation(organisation_id: int) -> Organisation | None:
    """Return an organisation, or None; for one that another has taken up, that other."""
    organisation = db.session.get(Organisation, organisation_id)
    while organisation is not None and organisation.merged_into_id is not None:
        organisation = db.session.get(Organisation, organisation.merged_into_id)
    return organisation


def get_organisation(organisation_id: int) -> Organisation:
    """Return an organisation, or who has taken it up; raise `NotFound`."""
    organisation = find_organisation(organisation_id)
    if organisation is None:
        raise NotFound
    return organisation


def find_organisation_by_number(number: str) -> Organisation | None:
    """Return the organisation with a number, written as it is stored."""
    return db.session.scalar(select(Organisation).where(Organisation.number == number))


def name_organisations(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of organisations by their numbers."""
    wanted = select(Organisation.id, Organisation.name).where(Organisation.id.in_(numbers))
    return dict(iter(db.session.execute(wanted)))


def name_people(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of people by their numbers."""
    wanted = select(Person.id, Person.name).where(Person.id.in_(numbers))
    return dict(iter(db.session.execute(wanted)))


def list_countries() -> Sequence[str]:
    """Return the countries that the directory's organisations are in, as codes."""
    return db.session.scalars(
        select(Organisation.country)
        .where(Organisation.merged_into_id.is_(None))
        .distinct()
        .order_by(Organisation.country)
    ).all()


def list_roles(organisation: Organisation) -> tuple[list[PersonRole], list[PersonRole]]:
    """Return who stands for an organisation today or later, and who did before."""
    roles = db.session.scalars(
        select(PersonRole)
        .where(PersonRole.organisation_id == organisation.id)
        .join(PersonRole.person)
        .options(joinedload(PersonRole.person).joinedload(Person.user))
        .order_by(Person.name, PersonRole.starts_on.desc())
    ).all()
    today = clock.today()
    former = [role for role in roles if role.ends_on and role.ends_on <= today]
    return [role for role in roles if role not in former], former


def get_person(person_id: int) -> Person:
    """Return a person with their roles and organisations; raise `NotFound`.

    For one who turned out to be another, that other.
    """
    with_roles = [selectinload(Person.roles).joinedload(PersonRole.organisation)]
    person = db.session.get(Person, person_id, options=with_roles)
    while person is not None and person.merged_into_id is not None:
        person = db.session.get(Person, person.merged_into_id, options=with_roles)
    if person is None:
        raise NotFound
    return person


def find_person_by_email(email: str) -> Person | None:
    """Return somebody with an address, whatever its case: the first known."""
    if not email:
        return None
    return db.session.scalars(
        select(Person).where(Person.email == email.lower()).order_by(Person.id)
    ).first()


def get_role(role_id: int) -> PersonRole:
    """Return a person's role in an organisation; raise `NotFound`."""
    role = db.session.get(PersonRole, role_id)
    if role is None:
        raise NotFound
    return role


def count_people(organisation_ids: list[int]) -> dict[int, int]:
    """Return how many people stand today for each of some organisations."""
    today = clock.today()
    counted = (
        select(PersonRole.organisation_id, func.count(PersonRole.person_id.distinct()))
        .where(
            PersonRole.organisation_id.in_(organisation_ids),
            or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today),
        )
        .group_by(PersonRole.organisation_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
