"""Which delegations are past the period for which their people are known."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from arena import clock, db, retention
from arena.delegations.models import Delegation
from arena.delegations.rules.ladder import ENDED, TOOK_PLACE


def list_expired_guests() -> Sequence[int]:
    """Return the delegations whose people are to be erased."""
    return db.session.scalars(
        select(Delegation.id)
        .where(Delegation.erased_at.is_(None), _is_due())
        .order_by(Delegation.id)
    ).all()


def is_guest_due(delegation: Delegation) -> bool:
    """Tell whether a delegation's people are to be erased by now."""
    return (
        db.session.scalar(select(Delegation.id).where(Delegation.id == delegation.id, _is_due()))
        is not None
    )


def _is_due() -> ColumnElement[bool]:
    """Return the condition: it is over, or nobody decided in time, and the last we did is old."""
    is_over = or_(Delegation.state.in_(TOOK_PLACE | ENDED), Delegation.ends_on < clock.today())
    return is_over & (Delegation.updated_at < retention.cutoff(retention.CONTACT))
