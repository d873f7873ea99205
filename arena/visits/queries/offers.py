"""Reads of offers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from arena import db
from arena.errors import NotFound
from arena.visits.models import Offer, OfferStop
from arena.visits.rules.groups import Limits, fitting


def list_offers(*, with_unpublished: bool = False) -> Sequence[Offer]:
    """Return the offers in their order, with the places that they go to."""
    query = select(Offer).order_by(Offer.position, Offer.code).options(*_with_stops())
    if not with_unpublished:
        query = query.where(Offer.is_published)
    return db.session.scalars(query).all()


def get_offer(slug: str, *, with_unpublished: bool = False) -> Offer:
    """Return one offer by the last part of its address, or raise `NotFound`."""
    offer = db.session.scalar(select(Offer).where(Offer.slug == slug).options(*_with_stops()))
    if offer is None or not (offer.is_published or with_unpublished):
        raise NotFound
    return offer


def list_fitting(group_size: int) -> list[Offer]:
    """Return the published offers that receive a group of this size, in their order."""
    offers = {offer.slug: offer for offer in list_offers() if not offer.is_open_walk}
    limits = [Limits(offer.slug, offer.group_min, offer.group_max) for offer in offers.values()]
    return [offers[slug] for slug in fitting(group_size, limits)]


def _with_stops() -> tuple[ExecutableOption, ...]:
    return (selectinload(Offer.stops).options(joinedload(OfferStop.resource)),)
