"""Who takes part in the programme of the scene's delegation: hosts, somebody elsewhere, a lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem
from arena.delegations.services.asking import ask, propose, say_yes
from arena.delegations.services.building import fix_start
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person
from arena.delegations.services.roles import RoleFacts, add_role
from arena.resources.models import Resource
from tests.delegations.cast import make_delegation, make_item

LONG = "Energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"


@dataclass(frozen=True)
class Parties:
    """A delegation and those who take part: who said yes, who is asked, who has not been."""

    delegation: Delegation
    item: ProgrammeItem
    agreed: ItemParty
    asked: ItemParty
    planned: ItemParty
    role_id: int


def build_parties(lead_id: int) -> Parties:
    """Have the guests received by a host, by another of two, and by somebody elsewhere."""
    by = Actor.user(lead_id)
    hosts = db.session.scalars(select(Resource).where(Resource.kind == "host")).all()[:2]
    siv = PartyFacts(
        role="receiver", name="Siv Solander", organisation=LONG, email="siv@gasverk.example"
    )
    with db.transaction():
        delegation = make_delegation(
            name=LONG,
            coordinator_id=lead_id,
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=1),
            purpose=LONG,
            questions=LONG,
        )
        day = delegation.starts_on
        item = make_item(delegation, by, day=day, title_sv=LONG, fixed_start=time(14))
        other = make_item(delegation, by, day=day, title_sv=LONG)
        role = RoleFacts(role="day_lead", user_id=lead_id, day=day)
        role_id = add_role(delegation, role, by=by).id
        add_hosts(item, [hosts[0].id], role="host", by=by)
        add_hosts(other, [host.id for host in hosts], role="speaker", by=by)
        add_person(item, siv, by=by)
        add_person(other, PartyFacts(role="host", name=LONG, phone="+46701740605"), by=by)
        until = clock.now() + timedelta(hours=1)
        parties = [*item.parties, *other.parties[:2]]
        ask(delegation, parties, answer_by=until, words=LONG, by=by)
        say_yes(item.parties[0], words=LONG, by=by)
        propose(item.parties[1], clock.now() + timedelta(days=1), words=LONG, by=by)
        fix_start(item, time(14, 30), by=by)
    agreed, _elsewhere = item.parties
    return Parties(delegation, item, agreed, other.parties[1], other.parties[2], role_id)
