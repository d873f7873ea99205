"""Offers of the demo arena, the needs that they fit, and introductions in three states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.demo.data.organisations import KNOWN, SWEDISH, Body
from arena.demo.data.partner_offers import CHARGING, PROPOSALS, Proposal
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.errors import ArenaError
from arena.needs.forms.offers import read_links
from arena.needs.models import MatchFound, Need, PartnerOffer
from arena.needs.offer_jobs import look_after_introductions, match, tell_of_matches
from arena.needs.queries.offers import list_contacts
from arena.needs.rules.introducing import ResultKind, Side
from arena.needs.rules.ladder import OPEN
from arena.needs.services.facts import Facts
from arena.needs.services.introduced import tell_result
from arena.needs.services.introducing import answer, propose
from arena.needs.services.offering import OfferFacts, create_offer
from arena.needs.services.writing import begin_need, publish_need

_MONTH = timedelta(days=30)
_BODIES = {body.name: body for body in (*KNOWN, *SWEDISH)}
_WHY = {
    "agreed": "Erbjudandet möter det som behovet beskriver. Träffas gärna på plats.",
    "declined": "Båda arbetar med samma fråga just nu.",
    "asked": "Det här kan vara värt ett samtal: båda talar om samma sak.",
}


def show_market(by: Actor, coordinator: User) -> None:
    """Let partners offer, find what fits, and introduce some of those who seek and offer."""
    now = clock.now()
    for proposal in PROPOSALS:
        with clock.travel(now - proposal.months * _MONTH), db.transaction():
            _offer(proposal, by)
    with clock.travel(now - 2 * _MONTH), db.transaction():
        _seek(coordinator, by)
    match()
    pairs = _pairs()
    ages = (timedelta(days=40), timedelta(days=20), timedelta(days=2))
    for (kind, words), age in zip(_WHY.items(), ages, strict=True):
        pair = next(pairs, None)
        if pair is not None:
            _introduce(pair, kind, words, max(now - age, _earliest(*pair)), by, coordinator)
    tell_of_matches()
    look_after_introductions()


def _offer(proposal: Proposal, by: Actor) -> PartnerOffer:
    organisation = _organisation(_BODIES[proposal.organisation], by)
    contact = _contact(organisation, by)
    titles = {"sv": proposal.sv, "en": proposal.en}
    texts: dict[str, Any] = {
        f"{part}_{language}": said[number]
        for language, said in titles.items()
        if said is not None
        for number, part in enumerate(("title", "words"))
    }
    facts = OfferFacts(
        kind=proposal.kind,
        topics=proposal.topics,
        takes_sv=proposal.takes_sv,
        limits_sv=proposal.limits_sv,
        links=read_links(proposal.link),
        audience=proposal.audience,
        contact_id=contact.id,
        **texts,
    )
    return create_offer(facts, organisation_id=organisation.id, author_id=None, by=by)


def _seek(coordinator: User, by: Actor) -> None:
    """Publish a need of a city unit that one of the arena's own leads in its place."""
    unit = _organisation(_BODIES["Demostadens trafikkontor"], by)
    need = begin_need(
        Facts(**CHARGING, interest_until=clock.today() + 5 * _MONTH),
        organisation_id=unit.id,
        owner_id=None,
        keeper_id=coordinator.id,
        author=coordinator,
        by=by,
    )
    publish_need(need, by=by)


def _organisation(body: Body, by: Actor) -> Organisation:
    found = db.session.scalars(
        select(Organisation).where(Organisation.name == body.name).order_by(Organisation.id)
    ).first()
    if found is not None:
        return found
    facts = OrganisationFacts(
        name=body.name,
        type=OrganisationType(body.type),
        country=body.country,
        number=body.number or "",
        email_domain=body.domain,
    )
    return create_organisation(facts, by=by)


def _contact(organisation: Organisation, by: Actor) -> Person:
    people = list_contacts(organisation.id)
    if people:
        return next((person for person in people if person.user_id is not None), people[0])
    name = f"Kontakt {organisation.name.split()[0]}"
    return add_person(
        PersonFacts(name=name, email=f"kontakt@{_BODIES[organisation.name].domain}"),
        organisation,
        title="Kontaktperson",
        starts_on=date(clock.today().year - 1, 1, 1),
        by=by,
    )


def _pairs() -> Iterator[tuple[Need, PartnerOffer]]:
    """Return matches, each need's best first; what the demo's partner answers for stands third."""
    rows = db.session.execute(
        select(Need, PartnerOffer)
        .join(MatchFound, MatchFound.need_id == Need.id)
        .join(PartnerOffer, PartnerOffer.id == MatchFound.offer_id)
        .where(Need.state.in_(sorted(OPEN)), Need.organisation_id != PartnerOffer.organisation_id)
        .order_by(MatchFound.score.desc(), Need.id)
    ).all()
    ranks: Counter[int] = Counter()
    ranked = []
    for need, offer in rows:
        ranked.append((ranks[need.id], need, offer))
        ranks[need.id] += 1
    pairs = [(need, offer) for _rank, need, offer in sorted(ranked, key=lambda each: each[0])]
    own = [pair for pair in pairs if pair[1].contact and pair[1].contact.user_id][:1]
    rest = [pair for pair in pairs if pair not in own]
    return iter([*rest[:2], *own, *rest[2:]])


def _earliest(need: Need, offer: PartnerOffer) -> datetime:
    published = need.published_at or need.created_at
    return max(published, offer.created_at) + timedelta(days=1)


def _introduce(
    pair: tuple[Need, PartnerOffer],
    kind: str,
    words: str,
    at: datetime,
    by: Actor,
    coordinator: User,
) -> None:
    need, offer = pair
    try:
        with clock.travel(at), db.transaction():
            introduction = propose(
                need, offer, words=words, from_side=None, proposer=coordinator, by=by
            )
            if kind != "asked":
                answer(introduction.side(Side.NEED), is_yes=True, by=by)
                answer(introduction.side(Side.OFFER), is_yes=kind == "agreed", by=by)
        if kind == "agreed":
            with clock.travel(min(clock.now(), at + timedelta(days=20))), db.transaction():
                tell_result(
                    introduction,
                    ResultKind.MEETING,
                    "Vi sågs på plats och går vidare.",
                    told_by=Side.NEED,
                    by=by,
                )
    except ArenaError:
        return  # Nobody can answer for one of them: then these two are not introduced.
