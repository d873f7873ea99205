"""Needs and offers that fit, and introductions: one waits for Petra, one both have said yes to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import COMMAND
from arena.directory.models import OrganisationType
from arena.needs.models import Need, PartnerOffer
from arena.needs.offer_jobs import match
from arena.needs.queries.members import list_organisations_of
from arena.needs.rules.introducing import Side
from arena.needs.services.introduced import tell_result
from arena.needs.services.introducing import answer, propose
from arena.needs.services.introduction_mail import side_token
from arena.needs.services.offering import ask_whether_it_holds, still_token
from tests.needs.cast import make_need, make_organisation, make_partner
from tests.needs.market import make_offer_of

LONG = "Tysta nattleveranser med eldrivna lastbilar i Norrköpings-Östergötlandsbygdens kvarter"


@dataclass(frozen=True)
class Market:
    """What pages about offers and introductions are shown with."""

    need: str  # Of a unit, which Petra's offer fits.
    own_need: str  # That Petra leads.
    own_offer: int
    offer: int  # Of another company, which fits Petra's need.
    organisation: int  # That Petra is of.
    waiting: int
    agreed: int
    tokens: list[str]  # Of both introductions.
    still: str


def build_market() -> Market:
    """Let Petra, whom the scene of rooms has linked to an organisation, seek and offer."""
    with db.transaction():
        alice, petra = (_user(name) for name in ("alice", "petra"))
        own = list_organisations_of(petra.id)[0]
        unit = make_organisation("Nattkontoret")
        company = make_organisation("Kvarnstens Logistik AB", OrganisationType.SMALL_COMPANY)
        owner = make_partner("Olga Ohlin", unit)
        contact = make_partner("Conny Kvarn", company)
        need, own_need = make_need(owner, unit), make_need(petra, own, title_sv=LONG)
        own_offer = make_offer_of(own, petra, title_sv=LONG, words_sv=LONG)
        offer = make_offer_of(company, contact, audience="public", takes_en=LONG)
    match()
    with db.transaction():
        waiting = _propose(need, own_offer, alice)
        agreed = _propose(own_need, offer, alice)
        for side in Side:
            answer(agreed.side(side), is_yes=True, by=COMMAND)
        tell_result(agreed, "meeting", LONG, told_by=Side.NEED, by=COMMAND)
    with clock.travel(clock.now().replace(year=clock.now().year + 1)), db.transaction():
        ask_whether_it_holds(offer)
    return Market(
        need.reference,
        own_need.reference,
        own_offer.id,
        offer.id,
        own.id,
        waiting.id,
        agreed.id,
        [side_token(waiting.side(Side.NEED)), side_token(agreed.side(Side.OFFER))],
        still_token(offer),
    )


def _propose(need: Need, offer: PartnerOffer, alice: User):
    return propose(need, offer, words=LONG, from_side=None, proposer=alice, by=COMMAND)


def _user(name: str) -> User:
    return db.session.scalars(select(User).where(User.email == f"{name}@arena.example")).one()
