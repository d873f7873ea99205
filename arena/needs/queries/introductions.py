"""Reads of introductions: how they stand, what hinders them, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from arena import db, tokens
from arena.accounts.models import User
from arena.directory.models import Person, PersonRole
from arena.errors import NotFound
from arena.needs.models import (
    Introduction,
    IntroductionSide,
    Need,
    PartnerOffer,
)
from arena.needs.queries.leading import leaders_of
from arena.needs.queries.members import holds_today
from arena.needs.queries.offers import may_be_reached
from arena.needs.rules.introducing import (
    ASKED_AFTER,
    Answer,
    Ending,
    IntroductionState,
    Side,
)
from arena.needs.rules.ladder import OPEN
from arena.needs.rules.offering import OfferState


@dataclass(frozen=True)
class Asked:
    """Whom a question goes to, and by which address."""

    name: str
    email: str
    language: str
    phone: str = ""


def get_introduction(introduction_id: int) -> Introduction:
    """Return an introduction; raise `NotFound`."""
    introduction = db.session.get(Introduction, introduction_id)
    if introduction is None:
        raise NotFound
    return introduction


def find_side(token: str) -> IntroductionSide | None:
    """Return the side that a link is for."""
    return db.session.scalar(
        select(IntroductionSide).where(IntroductionSide.token_hash == tokens.digest(token))
    )


def asked_on(side: IntroductionSide) -> Asked | None:
    """Return who is asked on a side, while they are there to answer: None once they have left."""
    if side.side == Side.NEED:
        leader = next(
            (each for each in leaders_of(side.introduction.need) if _is_on(each, side)), None
        )
        if leader is None:
            return None
        person = side.person
        phone = person.phone if person is not None and person.phone else ""
        return Asked(leader.name, leader.email, leader.language, phone)
    contact = person_on(side)
    if contact is None or not contact.email:
        return None
    return Asked(contact.name, contact.email, contact.language, contact.phone or "")


def person_on(side: IntroductionSide) -> Person | None:
    """Return the person who is asked on a side, while they are of its organisation."""
    return db.session.scalar(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.id == side.person_id,
            PersonRole.organisation_id == side.organisation_id,
            may_be_reached(),
            holds_today(),
        )
        .limit(1)
    )


def hindrance(introduction: Introduction) -> Ending | None:
    """Return why two can no longer be introduced, whatever they answer; None where they can."""
    if introduction.need.state not in OPEN:
        return Ending.NEED
    if introduction.offer.state != OfferState.OPEN:
        return Ending.OFFER
    if any(asked_on(side) is None for side in introduction.sides):
        return Ending.LEFT
    return None


def find_asked(need: Need, offer: PartnerOffer) -> Introduction | None:
    """Return the introduction of two that waits for answers."""
    return db.session.scalar(
        select(Introduction).where(
            Introduction.need_id == need.id,
            Introduction.offer_id == offer.id,
            Introduction.state == IntroductionState.ASKED,
        )
    )


def find_latest(need: Need, offer: PartnerOffer) -> Introduction | None:
    """Return the latest introduction of two, however it stands."""
    return db.session.scalar(
        select(Introduction)
        .where(Introduction.need_id == need.id, Introduction.offer_id == offer.id)
        .order_by(Introduction.id.desc())
        .limit(1)
    )


def list_introduced(need: Need) -> dict[int, Introduction]:
    """Return the latest introduction of a need to each offer, by the offer's number."""
    found = db.session.scalars(
        select(Introduction).where(Introduction.need_id == need.id).order_by(Introduction.id)
    )
    return {each.offer_id: each for each in found}


def list_of(user: User) -> Sequence[Introduction]:
    """Return the introductions in which somebody is asked themselves, or which they proposed."""
    own = select(IntroductionSide.introduction_id).where(_is_asked(user.id))
    return db.session.scalars(
        _read().where(or_(Introduction.id.in_(own), Introduction.proposer_id == user.id))
    ).all()


def list_for_today(user_id: int, *, before: datetime) -> Sequence[Introduction]:
    """Return the introductions that wait for somebody's own answer, or for any until `before`."""
    own = _waiting_for(user_id)
    return db.session.scalars(
        _read().where(
            Introduction.state == IntroductionState.ASKED,
            or_(Introduction.id.in_(own), Introduction.expires_at <= before),
        )
    ).all()


def waits_for(introduction: Introduction, user_id: int) -> bool:
    """Tell whether an introduction waits for somebody's own answer."""
    return any(
        side.answer == Answer.WAITING
        and (
            side.user_id == user_id or (side.person is not None and side.person.user_id == user_id)
        )
        for side in introduction.sides
    )


def count_waiting_for(user_id: int) -> int:
    """Return how many introductions wait for somebody's own answer."""
    query = select(func.count()).select_from(_waiting_for(user_id).subquery())
    return db.session.scalar(query) or 0


def list_of_organisation(organisation_id: int, *, limit: int) -> Sequence[Introduction]:
    """Return the introductions that both sides said yes to, of an organisation."""
    own = select(IntroductionSide.introduction_id).where(
        IntroductionSide.organisation_id == organisation_id
    )
    return db.session.scalars(
        _read()
        .where(Introduction.id.in_(own), Introduction.state == IntroductionState.AGREED)
        .limit(limit)
    ).all()


def list_in_state(state: str, *, limit: int = 200) -> Sequence[Introduction]:
    """Return the introductions in a state, newest first."""
    return db.session.scalars(_read().where(Introduction.state == state).limit(limit)).all()


def list_open_numbers() -> Sequence[int]:
    """Return all introductions that wait for answers."""
    return db.session.scalars(
        select(Introduction.id)
        .where(Introduction.state == IntroductionState.ASKED)
        .order_by(Introduction.id)
    ).all()


def list_to_follow_up(now: datetime) -> Sequence[int]:
    """Return the agreed introductions of which it may be time to ask what came of them."""
    return db.session.scalars(
        select(Introduction.id)
        .where(
            Introduction.state == IntroductionState.AGREED,
            Introduction.asked_again_at.is_(None),
            Introduction.ended_at <= now - ASKED_AFTER[0],
        )
        .order_by(Introduction.id)
    ).all()


def list_of_person(person_id: int) -> Sequence[Introduction]:
    """Return the introductions that both sides said yes to, in which a person was one."""
    own = select(IntroductionSide.introduction_id).where(IntroductionSide.person_id == person_id)
    return db.session.scalars(
        _read().where(Introduction.id.in_(own), Introduction.state == IntroductionState.AGREED)
    ).all()


def _is_asked(user_id: int) -> ColumnElement[bool]:
    people = select(Person.id).where(Person.user_id == user_id)
    return IntroductionSide.token_hash.is_not(None) & or_(
        IntroductionSide.user_id == user_id, IntroductionSide.person_id.in_(people)
    )


def _waiting_for(user_id: int) -> Select[int]:
    return (
        select(Introduction.id)
        .join(Introduction.sides)
        .where(
            Introduction.state == IntroductionState.ASKED,
            IntroductionSide.answer == Answer.WAITING,
            _is_asked(user_id),
        )
    )


def _is_on(leader: User, side: IntroductionSide) -> bool:
    """Tell whether a leader of a need is who was asked, and not who leads it since."""
    if side.user_id is not None:
        return leader.id == side.user_id
    return side.person is not None and side.person.user_id == leader.id


def _read() -> Select[Introduction]:
    return (
        select(Introduction)
        .options(
            joinedload(Introduction.need).joinedload(Need.organisation),
            joinedload(Introduction.offer).joinedload(PartnerOffer.organisation),
            selectinload(Introduction.sides),
            selectinload(Introduction.results),
        )
        .order_by(Introduction.id.desc())
    )
