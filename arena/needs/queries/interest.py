"""Reads of interest: a need's, for who leads it alone; an organisation's own, for its people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.directory.models import Organisation
from arena.errors import NotFound
from arena.needs.models import InterestState, Need, NeedInterest


def find_interest(need: Need, organisation_id: int) -> NeedInterest | None:
    """Return what an organisation has shown, withdrawn or not."""
    return db.session.scalar(
        select(NeedInterest).where(
            NeedInterest.need_id == need.id, NeedInterest.organisation_id == organisation_id
        )
    )


def get_interest(need: Need, interest_id: int) -> NeedInterest:
    """Return one interest in a need; raise `NotFound` for another need's."""
    interest = db.session.scalar(
        select(NeedInterest).where(NeedInterest.id == interest_id, NeedInterest.need_id == need.id)
    )
    if interest is None:
        raise NotFound
    return interest


def list_interests(need: Need) -> Sequence[NeedInterest]:
    """Return all interest in a need with its organisations, the latest first: for its owner."""
    return db.session.scalars(
        select(NeedInterest)
        .where(NeedInterest.need_id == need.id)
        .join(NeedInterest.organisation)
        .options(joinedload(NeedInterest.organisation))
        .order_by(NeedInterest.shown_at.desc(), Organisation.name, NeedInterest.id)
    ).all()


def count_new_interests(need: Need) -> int:
    """Count the interest that the owner has not answered: for its owner."""
    counted = select(func.count(NeedInterest.id)).where(
        NeedInterest.need_id == need.id, NeedInterest.state == InterestState.SHOWN
    )
    return db.session.scalar(counted) or 0


def list_own_interests(organisation_ids: Collection[int]) -> Sequence[NeedInterest]:
    """Return the interest of some organisations with its needs, the latest first."""
    return db.session.scalars(
        select(NeedInterest)
        .where(
            NeedInterest.organisation_id.in_(organisation_ids),
            NeedInterest.state != InterestState.WITHDRAWN,
        )
        .options(joinedload(NeedInterest.need), joinedload(NeedInterest.organisation))
        .order_by(NeedInterest.shown_at.desc(), NeedInterest.id.desc())
    ).all()
