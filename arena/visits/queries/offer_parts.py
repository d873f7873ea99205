"""What an offer can be made of: topics that somebody knows, and places."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import db
from arena.resources.models import HostProfile, Resource, ResourceKind
from arena.visits.models import Offer

PLACES = (ResourceKind.ROOM, ResourceKind.SITE)


def list_topics() -> list[str]:
    """Return the topics of all offers and of all that hosts know, in order."""
    topics = set(db.session.scalars(select(Offer.topic)))
    for known in db.session.scalars(select(HostProfile.topics)):
        topics |= set(known)
    return sorted(topics)


@db.once_while_reading
def list_topic_titles() -> Sequence[tuple[str, str, str]]:
    """Return each offer's topic and its titles in Swedish and English, in the order of offers."""
    rows = db.session.execute(
        select(Offer.topic, Offer.title_sv, Offer.title_en).order_by(Offer.position, Offer.id)
    )
    return [(topic, swedish, english) for topic, swedish, english in rows]


def list_places(*, with_closed: bool = False) -> Sequence[Resource]:
    """Return the rooms and sites in use, by name."""
    query = (
        select(Resource)
        .where(Resource.kind.in_(PLACES))
        .options(selectinload(Resource.units))
        .order_by(Resource.name_sv)
    )
    if not with_closed:
        query = query.where(Resource.closed_at.is_(None))
    return db.session.scalars(query).all()
