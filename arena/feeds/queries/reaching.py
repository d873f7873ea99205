"""Which networks' meetings somebody may have in a calendar today, and those of which organisation.

Asked at each fetch: who has left has nothing of them any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.directory.models import Organisation, Person, PersonRole
from arena.feeds.selection import Reached
from arena.networks.models import Membership, Network
from arena.networks.queries.standing import holds_on, list_networks, networks_of
from arena.web.languages import Language, localized, speak


def list_seen_networks(user: User) -> Sequence[Network]:
    """Return the networks whose meetings somebody may see today, by name."""
    today = clock.today()
    networks = list_networks(today)
    if is_staff(user):
        return networks
    own = networks_of(user, today)
    return [network for network in networks if network.id in own]


def list_own_organisations(user: User) -> Sequence[Organisation]:
    """Return the organisations that somebody stands for today, by name; none of staff's own."""
    if is_staff(user):
        return ()
    return db.session.scalars(
        select(Organisation)
        .where(_stands_for(user.id))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def reach_network(person: Any, network_id: int, language: Language) -> Reached:
    """Return the network and those of its groups that a person may see today."""
    network = db.session.get(Network, network_id)
    if network is None:
        return Reached()
    family = {network.id, *(group.id for group in network.groups)}
    if not is_staff(person):
        family &= _networks_of(person.id)
    if not family:
        return Reached()
    with speak(language):
        return Reached(frozenset(family), name=localized(network, "name"))


def reach_public_network(slug: str, language: Language) -> Reached | None:
    """Return a network that everybody may know of; None for any other."""
    network = db.session.scalar(
        select(Network).where(Network.slug == slug).options(joinedload(Network.parent))
    )
    if network is None or not _is_open(network):
        return None
    with speak(language):
        return Reached(frozenset({network.id}), name=localized(network, "name"))


def reach_organisation(person: Any, organisation_id: int) -> Reached:
    """Return the networks that an organisation is in today, as far as the person may know of them.

    Of a closed network only who sits in it knows, whoever else their organisation is.
    """
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None or not (is_staff(person) or _is_of(person.id, organisation_id)):
        return Reached()
    networks = db.session.scalars(
        select(Network)
        .join(Network.memberships)
        .where(Membership.organisation_id == organisation_id, holds_on(Membership, clock.today()))
        .options(joinedload(Network.parent))
    ).all()
    own = set() if is_staff(person) else _networks_of(person.id)
    known = {each.id for each in networks if is_staff(person) or _is_open(each) or each.id in own}
    return Reached(frozenset(known), organisation_id, organisation.name)


def _is_open(network: Network) -> bool:
    return network.is_public and (network.parent is None or network.parent.is_public)


def _is_of(user_id: int, organisation_id: int) -> bool:
    own = select(Organisation.id).where(Organisation.id == organisation_id, _stands_for(user_id))
    return db.session.scalar(own) is not None


def _networks_of(user_id: int) -> set[int]:
    user = db.session.get(User, user_id)
    return set() if user is None else networks_of(user, clock.today())


def _stands_for(user_id: int) -> Any:
    """Return the condition that a user has a role in an `Organisation` today."""
    return (
        select(PersonRole.id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            PersonRole.organisation_id == Organisation.id,
            Person.user_id == user_id,
            holds_on(PersonRole, clock.today()),
        )
        .exists()
    )
