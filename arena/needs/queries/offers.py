"""Reads of offers: who sees which, and whom to ask about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import joinedload

from arena import db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import NotFound
from arena.needs.models import PartnerOffer, offer_networks
from arena.needs.queries.members import Standing, holds_today
from arena.needs.rules.offering import ASKED_BEFORE, OfferAudience, OfferState


@dataclass(frozen=True)
class OfferFilters:
    """What a list of offers is narrowed to."""

    q: str = ""
    kind: str | None = None
    topic: str | None = None
    organisation_id: int | None = None
    state: str | None = None


def is_public() -> ColumnElement[bool]:
    """Return the condition that everybody may see an offer."""
    return PartnerOffer.audience == OfferAudience.PUBLIC


def visible_to(user: User, standing: Standing) -> ColumnElement[bool]:
    """Return the condition that somebody who is signed in may see an offer that stands."""
    if is_staff(user):
        return true()
    of_networks = (
        select(offer_networks.c.offer_id)
        .where(
            offer_networks.c.offer_id == PartnerOffer.id,
            offer_networks.c.network_id.in_(standing.network_ids),
        )
        .exists()
    )
    return or_(
        PartnerOffer.audience.in_([OfferAudience.PUBLIC, OfferAudience.PARTNERS]),
        and_(PartnerOffer.audience == OfferAudience.NETWORKS, of_networks),
        PartnerOffer.organisation_id.in_(standing.organisation_ids),
    )


def get_offer(offer_id: int) -> PartnerOffer:
    """Return an offer; raise `NotFound`."""
    offer = db.session.get(PartnerOffer, offer_id)
    if offer is None:
        raise NotFound
    return offer


def list_offers(
    visible: ColumnElement[bool], filters: OfferFilters, *, limit: int, offset: int
) -> tuple[Sequence[PartnerOffer], int]:
    """Return one page of the offers that a reader may see, newest first, and how many there are."""
    query = select(PartnerOffer).where(visible, _narrowed(filters))
    if filters.topic:
        numbers = [
            row[0]
            for row in db.session.execute(
                select(PartnerOffer.id, PartnerOffer.topics).where(visible, _narrowed(filters))
            )
            if filters.topic in row[1]
        ]
        query = query.where(PartnerOffer.id.in_(numbers))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.scalars(
        query.options(joinedload(PartnerOffer.organisation))
        .order_by(PartnerOffer.confirmed_at.desc(), PartnerOffer.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return rows, total


def list_offers_of(organisation_id: int) -> Sequence[PartnerOffer]:
    """Return all offers of an organisation, those that stand first."""
    return db.session.scalars(
        select(PartnerOffer)
        .where(PartnerOffer.organisation_id == organisation_id)
        .order_by(PartnerOffer.state != OfferState.OPEN, PartnerOffer.id.desc())
    ).all()


def list_contacted(person_id: int | None) -> Sequence[PartnerOffer]:
    """Return the offers that stand and name somebody as their contact person."""
    if person_id is None:
        return []
    return db.session.scalars(
        select(PartnerOffer)
        .where(PartnerOffer.contact_id == person_id, PartnerOffer.state == OfferState.OPEN)
        .order_by(PartnerOffer.id)
    ).all()


def contact_of(offer: PartnerOffer) -> Person | None:
    """Return whom to ask about an offer: somebody who is of its organisation today."""
    return db.session.scalar(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.id == offer.contact_id,
            may_be_reached(),
            PersonRole.organisation_id == offer.organisation_id,
            holds_today(),
        )
        .limit(1)
    )


def may_be_reached() -> ColumnElement[bool]:
    """Return the condition that a person has an address, and no account that was closed."""
    closed = select(User.id).where(User.id == Person.user_id, User.closed_at.is_not(None))
    return Person.email.is_not(None) & ~closed.exists()


def list_contacts(organisation_id: int) -> Sequence[Person]:
    """Return who may be asked about an organisation's offers: its people who have an address."""
    return db.session.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.organisation_id == organisation_id, may_be_reached(), holds_today())
        .distinct()
        .order_by(Person.name, Person.id)
    ).all()


def find_person_of(user: User) -> Person | None:
    """Return who somebody that is signed in is in the directory."""
    return db.session.scalar(select(Person).where(Person.user_id == user.id))


def find_by_token_hash(token_hash: str) -> PartnerOffer | None:
    """Return the offer that a mail asked about, by the hash of its link."""
    return db.session.scalar(select(PartnerOffer).where(PartnerOffer.token_hash == token_hash))


def list_to_ask(today: date) -> Sequence[int]:
    """Return the offers that run out soon, and of which nobody has been asked yet."""
    return db.session.scalars(
        _open().where(
            PartnerOffer.asked_at.is_(None), PartnerOffer.expires_on <= today + ASKED_BEFORE
        )
    ).all()


def list_run_out(today: date) -> Sequence[int]:
    """Return the offers of which nobody has said in time that they still hold."""
    return db.session.scalars(_open().where(PartnerOffer.expires_on <= today)).all()


def list_organisations_offering(visible: ColumnElement[bool]) -> Sequence[Organisation]:
    """Return who has offers that a reader may see, by name."""
    return db.session.scalars(
        select(Organisation)
        .join(PartnerOffer, PartnerOffer.organisation_id == Organisation.id)
        .where(visible, PartnerOffer.state == OfferState.OPEN)
        .distinct()
        .order_by(Organisation.name, Organisation.id)
    ).all()


def _open() -> Select[int]:
    return (
        select(PartnerOffer.id)
        .where(PartnerOffer.state == OfferState.OPEN)
        .order_by(PartnerOffer.id)
    )


def _narrowed(filters: OfferFilters) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [
        PartnerOffer.state == (filters.state or OfferState.OPEN)
    ]
    if filters.kind:
        conditions.append(PartnerOffer.kind == filters.kind)
    if filters.organisation_id is not None:
        conditions.append(PartnerOffer.organisation_id == filters.organisation_id)
    texts = (
        PartnerOffer.title_sv,
        PartnerOffer.title_en,
        PartnerOffer.words_sv,
        PartnerOffer.words_en,
    )
    conditions += [
        or_(*(text.icontains(word, autoescape=True) for text in texts))
        for word in filters.q.split()[:6]
    ]
    return and_(*conditions)
