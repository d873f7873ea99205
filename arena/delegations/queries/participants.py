"""The list of participants and the needs of a group, counted and found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from arena import clock, db, retention
from arena.delegations.models import Delegation, DelegationNeed, Participant
from arena.delegations.rules.ladder import ENDED
from arena.errors import NotFound


def get_participant(delegation: Delegation, participant_id: int) -> Participant:
    """Return somebody on a delegation's list; raise `NotFound`."""
    found = db.session.get(Participant, participant_id)
    if found is None or found.delegation_id != delegation.id:
        raise NotFound
    return found


def count_participants(delegation: Delegation) -> int:
    """Return how many are on the list."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Participant)
            .where(Participant.delegation_id == delegation.id)
        )
        or 0
    )


def list_need_rows(delegation: Delegation) -> Sequence[DelegationNeed]:
    """Return how many of a group need what."""
    return db.session.scalars(
        select(DelegationNeed).where(DelegationNeed.delegation_id == delegation.id)
    ).all()


def erased_on(delegation: Delegation) -> date:
    """Return the day on which a delegation's list is erased."""
    return delegation.ends_on + timedelta(days=retention.PARTICIPANTS.count + 1)


def list_expired_lists() -> Sequence[int]:
    """Return the delegations whose lists of participants are to be erased."""
    return _expired(Participant.delegation_id, retention.PARTICIPANTS)


def list_expired_needs() -> Sequence[int]:
    """Return the delegations for which what the group needs is to be erased."""
    return _expired(DelegationNeed.delegation_id, retention.NEEDS)


def _expired(belongs_to: object, period: retention.Period) -> Sequence[int]:
    """Return the delegations that have rows past `period`: of the last day, or of giving it up."""
    before = retention.cutoff(period)
    last_day = clock.date_of(before - timedelta(microseconds=1))
    return db.session.scalars(
        select(Delegation.id)
        .where(
            Delegation.id.in_(select(belongs_to)),  # type: ignore[call-overload]
            or_(
                Delegation.ends_on <= last_day,
                Delegation.state.in_(ENDED) & (Delegation.state_changed_at < before),
            ),
        )
        .order_by(Delegation.id)
    ).all()
