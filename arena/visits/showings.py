"""Published offers as what a programme can be made of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import db
from arena.scheduling.stops import Part, Showing
from arena.visits.models import Offer

SOURCE = "offer"  # The first word of their keys.


def list_showings() -> Sequence[Showing]:
    """Return the offers that groups can ask for, in their order; open walks are no such."""
    offers = db.session.scalars(
        select(Offer)
        .where(Offer.is_published, Offer.is_open_walk.is_(False))
        .options(selectinload(Offer.stops))
        .order_by(Offer.position, Offer.id)
    )
    return [_showing(offer) for offer in offers]


def _showing(offer: Offer) -> Showing:
    parts = tuple(
        Part(
            minutes=stop.minutes,
            title_sv=stop.title_sv,
            title_en=stop.title_en,
            place_id=stop.resource_id,
        )
        for stop in offer.stops
    )
    return Showing(
        key=f"{SOURCE}:{offer.slug}",
        title_sv=offer.title_sv,
        title_en=offer.title_en,
        summary_sv=offer.summary_sv,
        summary_en=offer.summary_en,
        note_sv=offer.advice_sv,
        note_en=offer.advice_en,
        minutes=offer.minutes,
        place_id=next((part.place_id for part in parts if part.place_id is not None), None),
        topic=offer.topic,
        group_max=offer.group_max,
        languages=tuple(offer.languages),
        is_online=offer.is_digital,
        parts=parts if len(parts) > 1 else (),
    )
