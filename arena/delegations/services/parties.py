"""Who is wanted at an item: added, changed, answered for, and let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from arena import db
from arena.audit.models import Actor
from arena.delegations.models import AskState, ItemParty, ProgrammeItem
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.asking import NobodyChosen
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.delegations.services.settling import Settled, settle
from arena.delegations.services.telling import let_go
from arena.resources.models import Resource


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """Somebody who is wanted at an item, as staff type them."""

    role: str
    name: str
    title_sv: str = ""
    title_en: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    language: str = "sv"


def add_hosts(
    item: ProgrammeItem,
    host_ids: Sequence[int],
    *,
    role: str,
    slot: int | None = None,
    by: Actor,
) -> Settled:
    """Want some of the arena's hosts at an item, as alternatives to each other.

    They join those of `slot`; None: they are wanted beside everybody else. Raises `NobodyChosen`.
    """
    with doing(item.delegation, Act.PLAN, by=by, name="add_party", item=item.id) as detail:
        known = {(party.slot, party.resource_id) for party in item.parties}
        slot = next_slot(item) if slot is None else slot
        hosts = [
            host
            for host_id in dict.fromkeys(host_ids)
            if (slot, host_id) not in known and (host := db.session.get(Resource, host_id))
        ]
        if not hosts:
            raise NobodyChosen
        item.parties += [host_party(host, role, slot) for host in hosts if host.host]
        detail["parties"] = len(hosts)
        return settle(item.delegation, {item.day})


def add_person(
    item: ProgrammeItem, facts: PartyFacts, *, slot: int | None = None, by: Actor
) -> Settled:
    """Want somebody elsewhere at an item: in `slot`, or (None) beside everybody else."""
    with doing(item.delegation, Act.PLAN, by=by, name="add_party", item=item.id) as detail:
        slot = next_slot(item) if slot is None else slot
        item.parties.append(new_party(slot=slot, **asdict(facts)))
        detail["parties"] = 1
        return settle(item.delegation, {item.day})


def change_party(party: ItemParty, facts: PartyFacts, *, by: Actor) -> None:
    """Change what is known of somebody; one of the arena's hosts keeps their own name."""
    delegation = party.item.delegation
    with doing(delegation, Act.PLAN, by=by, name="change_party", item=party.item_id):
        own = ("role", "title_sv", "title_en", "organisation")
        values = asdict(facts)
        for name in own if party.resource_id is not None else values:
            setattr(party, name, values[name])
        settle(delegation, {party.item.day})


def remove_party(party: ItemParty, *, seen: str, by: Actor) -> Settled:
    """Want somebody no longer; who was asked is thanked. `seen` is the state that was shown."""
    item = party.item
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, name="remove_party", item=item.id):
        if party.state != seen:
            raise ChangedMeanwhile
        let_go(party)
        item.parties.remove(party)
        return settle(delegation, {item.day})


def next_slot(item: ProgrammeItem) -> int:
    """Return the number of a slot that nobody of an item has."""
    return max((party.slot for party in item.parties), default=0) + 1


def host_party(host: Resource, role: str, slot: int) -> ItemParty:
    """Return one of the arena's hosts as somebody who is wanted."""
    if host.host is None:
        raise ValueError(f"Resource {host.id} is no host.")
    user = host.host.user
    return new_party(
        slot=slot,
        role=role,
        resource=host,
        name=user.name,
        email=user.email,
        phone=user.phone or "",
        language=user.language,
    )


def new_party(**facts: object) -> ItemParty:
    """Return somebody who has not been asked yet."""
    return ItemParty(state=AskState.PLANNED, round=0, **facts)
