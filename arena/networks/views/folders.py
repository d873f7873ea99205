"""The documents of agreements and of networks: who may see and change them."""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for

from arena import clock, db
from arena.accounts.policy import is_partner
from arena.documents.folders import FolderKind, register
from arena.networks import policy
from arena.networks.models import Agreement, Network
from arena.networks.queries.agreements import list_own_organisations
from arena.networks.queries.standing import networks_of, offices_in
from arena.web.languages import localized
from arena.web.numbers import read_whole

AGREEMENT, NETWORK = "agreement", "network"


def init_app(app: Flask) -> None:
    """Let agreements and networks have documents."""
    register(
        app,
        AGREEMENT,
        FolderKind(
            find=lambda key: _find(Agreement, key),
            may_see=sees_agreement,
            may_change=lambda person, agreement: policy.may_change_networks(person),
            name=lambda agreement: str(agreement.title),
            address=lambda agreement, person: url_for(
                f"networks_agreements{'_partner' if is_partner(person) else ''}.show",
                agreement_id=agreement.id,
            ),
        ),
    )
    register(
        app,
        NETWORK,
        FolderKind(
            find=lambda key: _find(Network, key),
            may_see=lambda person, network: policy.may_see(
                person, network, networks_of(person, clock.today())
            ),
            may_change=lambda person, network: (
                not network.has_ended(clock.today())
                and policy.may_lead(person, offices_in(network, person, clock.today()))
            ),
            name=lambda network: localized(network, "name"),
            address=lambda network, person: url_for(
                f"networks_{'partner' if is_partner(person) else 'staff'}.show", slug=network.slug
            ),
        ),
    )


def sees_agreement(person: Any, agreement: Agreement) -> bool:
    """Tell whether somebody may see an agreement, and so its documents."""
    own = {each.id for each in list_own_organisations(person, clock.today())}
    parties = {party.organisation_id for party in agreement.parties}
    return policy.may_see_agreement(person, own, parties)


def _find(kind: Any, key: str) -> Any | None:
    number = read_whole(key)
    return None if number is None else db.session.get(kind, number)
