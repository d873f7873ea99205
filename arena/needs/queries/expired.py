"""Which interest and which followers of needs are past their periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select

from arena import clock, db, retention
from arena.needs.models import Need, NeedFollower, NeedInterest
from arena.needs.rules.ladder import ENDED, OPEN, SHOWN

UNCONFIRMED = timedelta(days=7)  # How long an address waits for its button.


def list_expired_interests() -> Sequence[int]:
    """Return the interest whose words and contact are to be erased, as its need is long over."""
    return db.session.scalars(
        select(NeedInterest.id)
        .join(NeedInterest.need)
        .where(is_interest_due())
        .order_by(NeedInterest.id)
    ).all()


def list_expired_followers() -> Sequence[int]:
    """Return the addresses that are to be erased: of needs that have ended, or never confirmed."""
    return db.session.scalars(
        select(NeedFollower.id)
        .join(NeedFollower.need)
        .where(is_follower_due())
        .order_by(NeedFollower.id)
    ).all()


def is_interest_due() -> ColumnElement[bool]:
    """Return the condition that nothing of an interest but that there was one is kept on."""
    has_words = (NeedInterest.contact_email != "") | NeedInterest.user_id.is_not(None)
    return (
        has_words
        & Need.state.in_(SHOWN - OPEN)
        & (Need.state_changed_at < retention.cutoff(retention.INTEREST))
    )


def is_follower_due() -> ColumnElement[bool]:
    """Return the condition that an address is kept no longer."""
    has_ended = Need.state.in_(ENDED) & (
        Need.state_changed_at < retention.cutoff(retention.FOLLOWER)
    )
    never_confirmed = NeedFollower.confirmed_at.is_(None) & (
        NeedFollower.created_at < clock.now() - UNCONFIRMED
    )
    return or_(has_ended, never_confirmed)
