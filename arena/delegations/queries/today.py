"""What there is of delegations today, for who sees to them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from arena import clock, db
from arena.delegations.models import AskState, Delegation, DelegationState, ItemParty, ProgrammeItem
from arena.delegations.rules.ladder import PLANNED, TOOK_PLACE
from arena.events.models import Event


def list_here_today() -> Sequence[Delegation]:
    """Return the delegations that are here today, also those that have just gone."""
    today = clock.today()
    return db.session.scalars(
        select(Delegation)
        .where(
            Delegation.state.in_(PLANNED | TOOK_PLACE),
            Delegation.starts_on <= today,
            Delegation.ends_on >= today,
        )
        .order_by(Delegation.starts_on, Delegation.id)
    ).all()


def list_new_enquiries() -> Sequence[Delegation]:
    """Return the enquiries that nobody has looked at, the oldest first."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.state == DelegationState.ENQUIRY)
        .order_by(Delegation.created_at, Delegation.id)
    ).all()


def list_unanswered() -> list[tuple[Delegation, int]]:
    """Return the delegations to come for which somebody has not answered in time, and how many."""
    now = clock.now()
    rows = db.session.execute(
        select(Delegation, func.count(ItemParty.email.distinct()))
        .join(ProgrammeItem, ProgrammeItem.delegation_id == Delegation.id)
        .join(ItemParty, ItemParty.item_id == ProgrammeItem.id)
        .join(Event, Event.id == ProgrammeItem.event_id)
        .where(
            Delegation.state.in_(PLANNED),
            ItemParty.state == AskState.ASKED,
            ItemParty.answer_by <= now,
            Event.starts_at > now,
        )
        .group_by(Delegation.id)
        .order_by(Delegation.starts_on, Delegation.id)
    )
    return [(delegation, count) for delegation, count in rows]
