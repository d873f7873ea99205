"""What was: the times of members, of people and of offices, and the versions of charters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from arena import db
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import NotFound
from arena.networks.models import CharterVersion, Membership, Network, Office, Seat
from arena.networks.queries.standing import holds_on


def list_history(membership: Membership) -> Sequence[Membership]:
    """Return all the times that an organisation was in a network, the newest first."""
    return db.session.scalars(
        select(Membership)
        .where(
            Membership.network_id == membership.network_id,
            Membership.organisation_id == membership.organisation_id,
        )
        .options(selectinload(Membership.seats).joinedload(Seat.person))
        .order_by(Membership.starts_on.desc(), Membership.id.desc())
    ).all()


def list_memberships_of(organisation: Organisation, day: date) -> Sequence[Membership]:
    """Return an organisation's memberships: those of a day first, then what was before."""
    found = db.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation.id)
        .options(joinedload(Membership.network).joinedload(Network.parent))
        .order_by(Membership.starts_on.desc(), Membership.id.desc())
    ).all()
    return sorted(found, key=lambda each: each.ends_on is not None and each.ends_on <= day)


def list_seats_of(person: Person) -> Sequence[Seat]:
    """Return every seat that somebody has and had, the newest first."""
    return db.session.scalars(
        select(Seat)
        .where(Seat.person_id == person.id)
        .options(
            joinedload(Seat.membership).joinedload(Membership.network),
            joinedload(Seat.membership).joinedload(Membership.organisation),
        )
        .order_by(Seat.starts_on.desc(), Seat.id.desc())
    ).all()


def list_offices_of(person: Person) -> Sequence[Office]:
    """Return every office that somebody has and had, the newest first."""
    return db.session.scalars(
        select(Office)
        .where(Office.person_id == person.id)
        .options(joinedload(Office.network))
        .order_by(Office.starts_on.desc(), Office.id.desc())
    ).all()


def list_past_offices(network: Network, day: date) -> Sequence[Office]:
    """Return who had an office before, the newest first."""
    return db.session.scalars(
        select(Office)
        .where(Office.network_id == network.id, Office.ends_on <= day)
        .options(joinedload(Office.person))
        .order_by(Office.ends_on.desc(), Office.id.desc())
    ).all()


def list_people_to_seat(membership: Membership, day: date) -> Sequence[Person]:
    """Return the people of a member's organisation who do not stand for it yet, by name."""
    sitting = select(Seat.person_id).where(
        Seat.membership_id == membership.id, or_(Seat.ends_on.is_(None), Seat.ends_on > day)
    )
    return db.session.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            PersonRole.organisation_id == membership.organisation_id,
            holds_on(PersonRole, day),
            Person.id.not_in(sitting),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    ).all()


def list_charters(network: Network) -> Sequence[CharterVersion]:
    """Return the versions of a charter, the newest first."""
    return db.session.scalars(
        select(CharterVersion)
        .where(CharterVersion.network_id == network.id)
        .options(joinedload(CharterVersion.created_by))
        .order_by(CharterVersion.number.desc())
    ).all()


def get_charter(network: Network, number: int) -> CharterVersion:
    """Return one version of a charter; raise `NotFound`."""
    version = db.session.scalar(
        select(CharterVersion).where(
            CharterVersion.network_id == network.id, CharterVersion.number == number
        )
    )
    if version is None:
        raise NotFound
    return version
