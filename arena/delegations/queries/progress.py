"""When programmes begin and end, and which delegations time should move along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from arena import clock, db
from arena.delegations.models import Delegation, DelegationState, ProgrammeItem
from arena.events.models import Event, EventStatus


def times_of(delegation: Delegation) -> tuple[datetime, datetime]:
    """Return when the first item of a programme begins and the last ends; without any, its days."""
    ends: Sequence[datetime | None] = db.session.execute(
        select(func.min(Event.starts_at), func.max(Event.ends_at))
        .join(ProgrammeItem, ProgrammeItem.event_id == Event.id)
        .where(ProgrammeItem.delegation_id == delegation.id, Event.status != EventStatus.CANCELLED)
    ).one()
    first, last = ends
    if first is None or last is None:
        return _midnight(delegation.starts_on), _midnight(delegation.ends_on + timedelta(days=1))
    return first, last


def list_due(now: datetime) -> Sequence[int]:
    """Return the numbers of the delegations that may have begun or ended by now."""
    return db.session.scalars(
        select(Delegation.id)
        .where(
            Delegation.state.in_((DelegationState.RELEASED, DelegationState.UNDER_WAY)),
            Delegation.starts_on <= clock.date_of(now),
        )
        .order_by(Delegation.id)
    ).all()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.zone())
