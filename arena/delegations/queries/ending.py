"""Whom it concerns that a delegation does not come: everybody who is told, and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import db
from arena.delegations.meanings import PARTY_ROLES, ROLES
from arena.delegations.models import Delegation, PartyRole, Release, ReleaseReceipt, RoleName
from arena.delegations.queries.links import LinkStanding, list_links, standing_of
from arena.delegations.queries.parties import TOLD
from arena.delegations.queries.programmes import list_items


@dataclass(frozen=True)
class Told:
    """Somebody who is told, and what they are in the visit; without an address they are called."""

    name: str
    email: str
    language: str
    what: Any
    phone: str = ""


def list_followers(delegation: Delegation) -> list[Told]:
    """Return who follows the visit or has a part in it, each once, the contact person left out.

    That is everybody with a role, with a link that opens, or who was sent a version by one that
    opens nothing any more.
    """
    sent = set(
        db.session.scalars(
            select(ReleaseReceipt.link_id)
            .join(ReleaseReceipt.release)
            .where(Release.delegation_id == delegation.id)
        )
    )
    people = [_of_role(role) for role in delegation.roles]
    people += [
        Told(link.name, link.email, link.language, _l("Follows the programme"))
        for link in list_links(delegation)
        if link.id in sent or standing_of(link) is LinkStanding.LIVE
    ]
    contact = delegation.contact_email.lower()
    return [each for each in _each_once(people) if each.email.lower() != contact or not contact]


def list_told(delegation: Delegation) -> list[Told]:
    """Return everybody who is to know when it ends now: the contact person, followers, hosts."""
    contact = Told(
        delegation.contact_name,
        delegation.contact_email,
        delegation.contact_language,
        ROLES[RoleName.CONTACT],
        delegation.contact_phone,
    )
    hosts = [
        Told(party.name, party.email, party.language, PARTY_ROLES[PartyRole(party.role)])
        for item in list_items(delegation)
        for party in item.parties
        if party.state in TOLD
    ]
    return _each_once([contact, *list_followers(delegation), *hosts])


def _of_role(role: Any) -> Told:
    person, what = role.user, ROLES[RoleName(role.role)]
    if person is None:
        return Told(role.name, role.email, role.language, what, role.phone)
    phone = role.phone or person.phone or ""
    address = role.email or (person.email if person.is_open else "")
    return Told(role.name, address, person.language, what, phone)


def _each_once(people: Sequence[Told]) -> list[Told]:
    """Return each person once, by address, or by name where there is none."""
    found: dict[str, Told] = {}
    for person in people:
        found.setdefault((person.email or person.name).lower(), person)
    return list(found.values())
