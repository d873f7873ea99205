"""Who is in a network, for the lists of the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from arena import clock, db
from arena.networks.models import Membership, Network, Seat
from arena.networks.queries.standing import belongs_on, holds_on


def list_to_choose(day: date) -> Sequence[Network]:
    """Return the networks that there are on a day, by name."""
    return db.session.scalars(
        select(Network)
        .where((Network.ended_on.is_(None)) | (Network.ended_on > day))
        .order_by(Network.name_sv, Network.id)
    ).all()


def member_organisations(slug: str) -> Select[Any]:
    """Return the numbers of the organisations that are in a network today."""
    return (
        select(Membership.organisation_id)
        .join(Membership.network)
        .where(Network.slug == slug, holds_on(Membership, clock.today()))
    )


def seated_people(slug: str) -> Select[Any]:
    """Return the numbers of the people who sit in a network today."""
    today = clock.today()
    return (
        select(Seat.person_id)
        .join(Seat.membership)
        .join(Membership.network)
        .where(
            Network.slug == slug,
            holds_on(Membership, today),
            holds_on(Seat, today),
            belongs_on(today),
        )
    )
