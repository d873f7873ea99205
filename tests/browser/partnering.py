"""What is Petra's own in the scene: a colleague, something to show, and a visit to it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND
from arena.delegations.models import AskState, Contact, ItemParty
from arena.delegations.services.building import add_item
from arena.partners.queries.own import own_of
from arena.partners.services.people import Newcomer, invite_colleague
from arena.partners.services.showings import ShowingFacts, add_showing
from tests.delegations.cast import item_facts, make_delegation

LONG = "Energicentralen i Norrköpings-Östergötlandsbygdens flerbostadshus"


@dataclass(frozen=True)
class Partnering:
    """What a partner's own pages are shown with, by number."""

    organisation: int
    own_role: int
    colleague: int
    showing: int


def build_partnering() -> Partnering:
    """Let Petra invite a colleague, show something, and be asked to receive a delegation."""
    petra = db.session.scalars(select(User).where(User.email == "petra@arena.example")).one()
    own = own_of(petra)
    organisation = own.organisations[0]
    newcomer = Newcomer(f"Kalle {LONG}", "kalle@norrskar.example", LONG)
    facts = ShowingFacts(
        kind="pilot",
        title_sv=LONG,
        words_sv=f"{LONG}. " * 4,
        place=LONG,
        when_words="Tisdagar och torsdagar, inte i juli",
        per_month=2,
        languages=("sv", "en"),
        group_max=20,
        not_shown=LONG,
    )
    with db.transaction():
        invite_colleague(organisation, newcomer, by_user=petra, by=COMMAND)
        showing = add_showing(organisation, facts, by=COMMAND)
        delegation = make_delegation(state="released")
        item, _settled = add_item(delegation, item_facts(title_sv=LONG), by=COMMAND)
        item.parties.append(
            ItemParty(role="speaker", name=petra.name, email=petra.email, state=AskState.ASKED)
        )
        db.session.add(
            Contact(
                delegation_id=make_delegation(state="done").id,
                name=f"Moira {LONG}",
                about=LONG,
                shared_with=[organisation.name],
                consent_on=delegation.starts_on,
            )
        )
    colleague = next(
        role for role in organisation.roles if role.person.email == "kalle@norrskar.example"
    )
    return Partnering(organisation.id, own.roles[0].id, colleague.id, showing.id)
