"""A need with its owner, and an offer with its contact person, that fit each other."""

from __future__ import annotations

from dataclasses import dataclass

from arena.accounts.models import User
from arena.audit.models import Actor
from arena.directory.models import Organisation, OrganisationType
from arena.needs.models import Need, PartnerOffer
from arena.needs.services.offering import OfferFacts, create_offer
from tests.cast import make_user
from tests.needs.cast import make_need, make_organisation, make_partner, person_of


@dataclass
class Market:
    """Who seeks, who offers, who plans, and a stranger to both."""

    need: Need
    offer: PartnerOffer
    owner: User  # Leads the need.
    contact: User  # Answers for the offer.
    alice: User  # Coordinates.
    charlie: User  # Of a third organisation.
    unit: Organisation
    company: Organisation


def make_market(**given: object) -> Market:
    """Add both."""
    unit = make_organisation("Trafikkontoret")
    company = make_organisation("Kvarnstens Logistik AB", OrganisationType.SMALL_COMPANY)
    third = make_organisation("Skuggans Transport AB", OrganisationType.SMALL_COMPANY)
    owner = make_partner("Olga Ohlin", unit)
    contact = make_partner("Conny Kvarn", company, "en")
    charlie = make_partner("Charlie Chark", third)
    alice = make_user()
    offer = make_offer_of(company, contact, **given)
    return Market(make_need(owner, unit), offer, owner, contact, alice, charlie, unit, company)


def offer_facts(**given: object) -> OfferFacts:
    """Return an offer that fits the need of `tests.needs.cast`."""
    values: dict[str, object] = {
        "kind": "solution",
        "title_en": "Silent night deliveries by electric lorry",
        "words_en": "Lorries and roll cages measured at 42 dB at the façade, also when unloading.",
        "topics": ("mobility",),
    }
    return OfferFacts(**(values | given))  # type: ignore[arg-type]


def make_offer_of(company: Organisation, contact: User, **given: object) -> PartnerOffer:
    """Offer something with a contact person."""
    facts = offer_facts(**({"contact_id": person_of(contact).id} | given))
    return create_offer(
        facts, organisation_id=company.id, author_id=contact.id, by=Actor.user(contact.id)
    )
