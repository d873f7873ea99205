"""Who has a seat or an office that they may not have any more, and which networks lack a chair."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.networks.models import Membership, Network, Office, OfficeName, Seat
from arena.networks.queries.standing import belongs_on, holds_on, keeps_office_on


def list_lost_seats(day: date) -> Sequence[Seat]:
    """Return the seats of people who no longer have a role in the member's organisation."""
    return db.session.scalars(
        select(Seat)
        .join(Seat.membership)
        .where(holds_on(Seat, day), ~belongs_on(day))
        .options(joinedload(Seat.membership).joinedload(Membership.network))
        .order_by(Seat.id)
    ).all()


def list_lost_offices(day: date, network_ids: Collection[int] | None = None) -> Sequence[Office]:
    """Return the offices of people who stand for no member, and are not of the arena."""
    query = (
        select(Office)
        .join(Office.network)
        .where(holds_on(Office, day), ~keeps_office_on(day))
        .order_by(Office.id)
    )
    if network_ids is not None:
        query = query.where(Office.network_id.in_(network_ids))
    return db.session.scalars(query).all()


def list_without_chair(day: date) -> Sequence[Network]:
    """Return the networks that nobody leads on a day, by name; groups may do without a chair."""
    chair = (
        select(Office.id)
        .where(
            Office.network_id == Network.id,
            Office.office == OfficeName.CHAIR,
            holds_on(Office, day),
            keeps_office_on(day),
        )
        .correlate(Network)
        .exists()
    )
    return db.session.scalars(
        select(Network)
        .where(
            Network.parent_id.is_(None),
            or_(Network.ended_on.is_(None), Network.ended_on > day),
            ~chair,
        )
        .order_by(Network.name_sv, Network.id)
    ).all()
