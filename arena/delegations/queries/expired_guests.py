"""Which delegations are past the period for which their people are known."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db, retention
from arena.delegations.models import Delegation
from arena.delegations.rules.ladder import ENDED, TOOK_PLACE


def list_expired_guests() -> Sequence[int]:
    """Return the delegations whose people are to be erased."""
    return db.session.scalars(
        select(Delegation.id)
        .where(
            Delegation.erased_at.is_(None),
            Delegation.state.in_(TOOK_PLACE | ENDED),
            Delegation.updated_at < retention.cutoff(retention.CONTACT),
        )
        .order_by(Delegation.id)
    ).all()


def is_guest_due(delegation: Delegation) -> bool:
    """Tell whether a delegation's people are to be erased by now."""
    is_over = delegation.state in TOOK_PLACE | ENDED
    return is_over and delegation.updated_at < retention.cutoff(retention.CONTACT)
