"""Which matches are new to whom, and what the worker has still to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from arena import db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.directory.models import Person
from arena.needs.models import (
    Introduction,
    MatchDismissal,
    MatchFound,
    MatchLook,
    MatchTold,
    Need,
    NeedReading,
    PartnerOffer,
)
from arena.needs.queries.listing import is_seen_by
from arena.needs.queries.members import Standing, standing_of
from arena.needs.queries.offers import visible_to
from arena.needs.rules.introducing import Side
from arena.needs.rules.ladder import OPEN, SHOWN
from arena.needs.rules.offering import OfferState
from arena.needs.texts import EDITION


@dataclass(frozen=True)
class News:
    """A match, and on which side its reader stands."""

    need: Need
    offer: PartnerOffer
    side: Side


def list_news(user: User, *, told: bool = False) -> list[News]:
    """Return what fits a person's needs and offers, and that they may see, best first.

    Without what they were told of (unless `told`), found not relevant, or proposed to meet.
    """
    standing = standing_of(user)
    return [
        News(need, offer, side)
        for side in Side
        for need, offer in db.session.execute(
            select(Need, PartnerOffer)
            .join(MatchFound, MatchFound.need_id == Need.id)
            .join(PartnerOffer, PartnerOffer.id == MatchFound.offer_id)
            .where(
                _stands_on(side, user, standing),
                Need.state.in_(sorted(OPEN)),
                PartnerOffer.state == OfferState.OPEN,
                Need.organisation_id != PartnerOffer.organisation_id,
                ~_is_dismissed(side),
                ~_is_proposed(),
                *([] if told else [~_is_told(user)]),
            )
            .order_by(MatchFound.score.desc(), Need.id, PartnerOffer.id)
        )
    ]


def list_dismissed_offers(need: Need) -> set[int]:
    """Return the offers that who seeks has found not relevant."""
    return set(
        db.session.scalars(
            select(MatchDismissal.offer_id).where(
                MatchDismissal.need_id == need.id, MatchDismissal.side == Side.NEED
            )
        )
    )


def list_dismissed_needs(offer: PartnerOffer) -> set[int]:
    """Return the needs that who offers has found not relevant."""
    return set(
        db.session.scalars(
            select(MatchDismissal.need_id).where(
                MatchDismissal.offer_id == offer.id, MatchDismissal.side == Side.OFFER
            )
        )
    )


def list_needs_to_read() -> Sequence[int]:
    """Return the needs that have changed since they were read, or were read by older words."""
    reading = aliased(NeedReading)
    return db.session.scalars(
        select(Need.id)
        .outerjoin(reading, reading.need_id == Need.id)
        .where(
            or_(
                and_(reading.need_id.is_(None), Need.state.in_(sorted(SHOWN))),
                reading.version != Need.version,
                reading.edition != EDITION,
            )
        )
        .order_by(Need.id)
    ).all()


def list_offers_to_match() -> Sequence[int]:
    """Return the offers that have changed since needs were looked for, or were read otherwise."""
    return db.session.scalars(
        select(PartnerOffer.id)
        .where(
            or_(
                PartnerOffer.matched_version != PartnerOffer.version,
                PartnerOffer.terms_edition != EDITION,
            )
        )
        .order_by(PartnerOffer.id)
    ).all()


def list_to_tell(looked_before: datetime) -> Sequence[int]:
    """Return the accounts whose needs or offers may have something new."""
    owners = select(Person.user_id).join(Need, Need.owner_id == Person.id).where(_sought())
    keepers = select(Need.keeper_id).where(_sought())
    contacts = (
        select(Person.user_id)
        .join(PartnerOffer, PartnerOffer.contact_id == Person.id)
        .where(PartnerOffer.state == OfferState.OPEN)
    )
    return db.session.scalars(
        select(User.id)
        .outerjoin(MatchLook, MatchLook.user_id == User.id)
        .where(
            User.closed_at.is_(None),
            or_(User.id.in_(owners), User.id.in_(keepers), User.id.in_(contacts)),
            or_(MatchLook.looked_at.is_(None), MatchLook.looked_at <= looked_before),
        )
        .order_by(User.id)
    ).all()


def _stands_on(side: Side, user: User, standing: Standing) -> ColumnElement[bool]:
    if side == Side.NEED:
        leads = Need.keeper_id == user.id
        if standing.person_id is not None:
            leads = or_(
                leads,
                and_(
                    Need.owner_id == standing.person_id,
                    Need.organisation_id.in_(standing.organisation_ids),
                ),
            )
        return leads & visible_to(user, standing)
    own = and_(
        PartnerOffer.contact_id == (standing.person_id or 0),
        PartnerOffer.organisation_id.in_(standing.organisation_ids),
    )
    return own & is_seen_by(standing, is_staff=is_staff(user))


def _is_dismissed(side: Side) -> ColumnElement[bool]:
    return (
        select(MatchDismissal.need_id)
        .where(
            MatchDismissal.need_id == Need.id,
            MatchDismissal.offer_id == PartnerOffer.id,
            MatchDismissal.side == side,
        )
        .exists()
    )


def _is_proposed() -> ColumnElement[bool]:
    return (
        select(Introduction.id)
        .where(Introduction.need_id == Need.id, Introduction.offer_id == PartnerOffer.id)
        .exists()
    )


def _is_told(user: User) -> ColumnElement[bool]:
    return (
        select(MatchTold.user_id)
        .where(
            MatchTold.user_id == user.id,
            MatchTold.need_id == Need.id,
            MatchTold.offer_id == PartnerOffer.id,
        )
        .exists()
    )


def _sought() -> ColumnElement[bool]:
    return Need.state.in_(sorted(OPEN))
