"""An organisation's own people, as those see them who see to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager

from arena import clock, db
from arena.accounts.models import Role, User, UserSession
from arena.directory.models import Organisation, Person, PersonRole
from arena.directory.queries import list_roles
from arena.directory.queries.managers import list_managers
from arena.errors import NotFound
from arena.networks.models import Membership, Network, Seat
from arena.networks.queries.standing import holds_on, networks_of


@dataclass
class Colleague:
    """Somebody of the organisation: `access` is "open", "invited" or "none"."""

    role: PersonRole
    access: str
    is_manager: bool
    seats: list[Seat] = field(default_factory=list)


def list_colleagues(organisation: Organisation, reader: User) -> list[Colleague]:
    """Return who stands for an organisation today or later, by name.

    Their seats in networks are those that the reader may know of: of a closed network only who
    sits in it knows, whoever else their organisation is.
    """
    roles, _former = list_roles(organisation)
    managers = {role.id for role in list_managers(organisation.id)}
    seen = _signed_in_once([role.person.user_id for role in roles if role.person.user_id])
    seats = list_seats(organisation.id, reader)
    return [
        Colleague(
            role,
            _access(role.person.user, seen),
            role.id in managers,
            [seat for seat in seats if seat.person_id == role.person_id],
        )
        for role in roles
    ]


def get_colleague(organisation: Organisation, role_id: int) -> PersonRole:
    """Return a role of this very organisation that has not ended; raise `NotFound`."""
    role = db.session.get(PersonRole, role_id)
    if role is None or role.organisation_id != organisation.id:
        raise NotFound
    if role.ends_on is not None and role.ends_on <= clock.today():
        raise NotFound
    return role


def list_seats(organisation_id: int, reader: User) -> list[Seat]:
    """Return the seats of an organisation's people today, as far as the reader may know of them."""
    today = clock.today()
    own = networks_of(reader, today)
    seats = db.session.scalars(
        select(Seat)
        .join(Seat.membership)
        .join(Membership.network)
        .where(
            Membership.organisation_id == organisation_id,
            holds_on(Membership, today),
            holds_on(Seat, today),
        )
        .options(
            contains_eager(Seat.membership)
            .contains_eager(Membership.network)
            .joinedload(Network.parent)
        )
        .order_by(Network.name_sv, Seat.id)
    ).all()
    return [each for each in seats if _knows(each.membership.network, own)]


def list_candidates(organisation: Organisation) -> Sequence[Person]:
    """Return who could be asked about what the organisation shows, by name."""
    roles, _former = list_roles(organisation)
    return list({role.person_id: role.person for role in roles}.values())


def list_other_partners(organisation: Organisation, role: PersonRole) -> list[PersonRole]:
    """Return the roles of others of an organisation who can sign in, and so could manage it."""
    current, _former = list_roles(organisation)
    return [
        each
        for each in current
        if each.person_id != role.person_id
        and each.person.user is not None
        and each.person.user.is_open
        and each.person.user.role == Role.PARTNER
    ]


def is_last_manager(role: PersonRole) -> bool:
    """Tell whether nobody would see to the organisation's people without somebody."""
    managers = list_managers(role.organisation_id)
    return bool(managers) and all(each.person_id == role.person_id for each in managers)


def _knows(network: Network, own: Collection[int]) -> bool:
    return network.id in own or network.is_open_to_all(clock.today())


def _access(user: User | None, seen: Collection[int]) -> str:
    if user is None or not user.is_open:
        return "none"
    return "open" if user.id in seen or user.password_hash is not None else "invited"


def _signed_in_once(user_ids: Collection[int]) -> set[int]:
    known = exists().where(UserSession.user_id == User.id)
    return set(db.session.scalars(select(User.id).where(User.id.in_(user_ids), known)))
