"""Who is in which network on a day: members, named people, and offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from arena import db
from arena.accounts.models import User
from arena.accounts.policy import STAFF
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import NotFound
from arena.networks.models import Membership, Network, Office, OfficeName, Seat
from arena.networks.policy import LEADING


@dataclass(frozen=True)
class Sitting:
    """A person who stands for a member of a network, and in which circle it is."""

    person: Person
    organisation: Organisation
    circle: str
    seat: Seat


def holds_on(kind: Any, day: date) -> ColumnElement[bool]:
    """Tell in SQL whether something with `starts_on` and `ends_on` holds on a day."""
    held: ColumnElement[bool] = (kind.starts_on <= day) & or_(
        kind.ends_on.is_(None), kind.ends_on > day
    )
    return held


def has_role(person: Person, organisation: Organisation, day: date) -> bool:
    """Tell whether somebody stands for an organisation on a day, as the directory has it."""
    held = select(PersonRole.id).where(
        PersonRole.person_id == person.id,
        PersonRole.organisation_id == organisation.id,
        holds_on(PersonRole, day),
    )
    return db.session.scalar(held) is not None


def get_network(slug: str) -> Network:
    """Return the network of an address; raise `NotFound`."""
    network = db.session.scalar(select(Network).where(Network.slug == slug))
    if network is None:
        raise NotFound
    return network


def list_networks(day: date, *, ended: bool = False) -> Sequence[Network]:
    """Return the networks and groups that there are on a day, or those that had ended by then."""
    had_ended = Network.ended_on.is_not(None) & (Network.ended_on <= day)
    return db.session.scalars(
        select(Network)
        .where(had_ended if ended else ~had_ended)
        .options(joinedload(Network.parent))
        .order_by(Network.name_sv, Network.id)
    ).all()


def list_members(network: Network, day: date) -> Sequence[Membership]:
    """Return the organisations that are in a network on a day, by name."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.network_id == network.id, holds_on(Membership, day))
        .join(Membership.organisation)
        .options(contains_eager(Membership.organisation))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def list_sittings(network: Network, day: date) -> list[Sitting]:
    """Return the people who stand for a network's members on a day, by name.

    Only those who have a role in the member's organisation on that day: who has left it sits no
    more, whatever the network's own list says.
    """
    rows = db.session.execute(
        select(Seat, Person, Organisation, Membership.circle)
        .join(Seat.membership)
        .join(Seat.person)
        .join(Membership.organisation)
        .where(
            Membership.network_id == network.id,
            holds_on(Membership, day),
            holds_on(Seat, day),
            belongs_on(day),
        )
        .order_by(Person.name, Person.id)
    )
    return [
        Sitting(person, organisation, circle, seat) for seat, person, organisation, circle in rows
    ]


def list_offices(network: Network, day: date) -> Sequence[Office]:
    """Return who does what for a network on a day, the chair first."""
    found = db.session.scalars(
        select(Office)
        .join(Office.network)
        .where(Office.network_id == network.id, holds_on(Office, day), keeps_office_on(day))
        .options(joinedload(Office.person))
        .order_by(Office.id)
    ).all()
    rank = list(OfficeName)
    return sorted(found, key=lambda office: (rank.index(OfficeName(office.office)), office.id))


def networks_of(user: User, day: date) -> set[int]:
    """Return the numbers of the networks in which somebody sits, or has an office, on a day.

    Who has an office in a network is also in its working groups. A closed account is in none, and
    nobody is in a network that has ended.
    """
    if not user.is_open:
        return set()
    return set(
        db.session.scalars(
            select(Network.id).where(
                or_(
                    Network.id.in_(_seats_of(user, day)),
                    Network.id.in_(_offices_of(user, day)),
                    Network.parent_id.in_(_offices_of(user, day)),
                ),
                or_(Network.ended_on.is_(None), Network.ended_on > day),
            )
        )
    )


def offices_in(network: Network, user: User, day: date) -> set[str]:
    """Return what somebody does on a day for a network, or for the one that it is a group of."""
    if not user.is_open:
        return set()
    numbers = [number for number in (network.id, network.parent_id) if number is not None]
    return set(
        db.session.scalars(
            select(Office.office)
            .join(Office.person)
            .join(Office.network)
            .where(
                Office.network_id.in_(numbers),
                Person.user_id == user.id,
                holds_on(Office, day),
                keeps_office_on(day),
            )
        )
    )


def list_led(user: User, day: date) -> Sequence[Network]:
    """Return the networks that somebody leads on a day by their office, with their groups."""
    if not user.is_open:
        return []
    leading = _offices_of(user, day).where(Office.office.in_(sorted(LEADING)))
    return db.session.scalars(
        select(Network)
        .where(
            or_(Network.id.in_(leading), Network.parent_id.in_(leading)),
            or_(Network.ended_on.is_(None), Network.ended_on > day),
        )
        .options(joinedload(Network.parent))
        .order_by(Network.name_sv, Network.id)
    ).all()


def _seats_of(user: User, day: date) -> Select[int]:
    return (
        select(Membership.network_id)
        .join(Membership.seats)
        .join(Seat.person)
        .where(
            Person.user_id == user.id,
            holds_on(Membership, day),
            holds_on(Seat, day),
            belongs_on(day),
        )
    )


def _offices_of(user: User, day: date) -> Select[int]:
    return (
        select(Office.network_id)
        .join(Office.person)
        .join(Office.network)
        .where(Person.user_id == user.id, holds_on(Office, day), keeps_office_on(day))
    )


def keeps_office_on(day: date) -> ColumnElement[bool]:
    """Tell in SQL whether the holder of an office still may have it on a day.

    The arena's own people may. Others stand for an organisation that is in the network, or in the
    one that it is a group of: who has left it has no office, whatever the network's list says.
    Asked in a query that has `Office` and its `Network`.
    """
    staff = (
        select(User.id)
        .join(Person, Person.user_id == User.id)
        .where(
            Person.id == Office.person_id,
            User.closed_at.is_(None),
            User.role.in_(sorted(STAFF)),
        )
        .correlate(Office)
        .exists()
    )
    role, membership = aliased(PersonRole), aliased(Membership)
    stands_for_member = (
        select(role.id)
        .join(membership, membership.organisation_id == role.organisation_id)
        .where(
            role.person_id == Office.person_id,
            holds_on(role, day),
            membership.network_id.in_((Office.network_id, Network.parent_id)),
            holds_on(membership, day),
        )
        .correlate(Office, Network)
        .exists()
    )
    return or_(staff, stands_for_member)


def belongs_on(day: date) -> ColumnElement[bool]:
    """Tell in SQL whether who has a seat has a role in the member's organisation on a day.

    Asked in a query that has `Seat` and its `Membership`.
    """
    role = aliased(PersonRole)
    return (
        select(role.id)
        .where(
            role.person_id == Seat.person_id,
            role.organisation_id == Membership.organisation_id,
            holds_on(role, day),
        )
        .exists()
    )
