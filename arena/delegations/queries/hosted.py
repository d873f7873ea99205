"""What somebody takes part in of delegations' programmes: as a host, or leading a day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from arena import clock, db
from arena.delegations.models import (
    Delegation,
    DelegationRole,
    ItemParty,
    ProgrammeItem,
)
from arena.delegations.models import DelegationState as State
from arena.delegations.queries.parties import TOLD
from arena.delegations.queries.roles import days_of, find_day_lead, list_led_by
from arena.delegations.rules.ladder import PLANNED
from arena.errors import NotFound
from arena.events.models import Event
from arena.resources.models import HostProfile


def get_own_party(item_id: int, user_id: int) -> ItemParty:
    """Return somebody's own part in an item; raise `NotFound` for who has none."""
    found = db.session.scalar(
        select(ItemParty)
        .join(HostProfile, HostProfile.resource_id == ItemParty.resource_id)
        .where(
            ItemParty.item_id == item_id,
            HostProfile.user_id == user_id,
            ItemParty.state.in_(TOLD),
        )
        .order_by(ItemParty.id)
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found


def list_received_by(user_id: int) -> Sequence[ItemParty]:
    """Return what somebody is asked to receive or will receive, to come, in order of time."""
    return db.session.scalars(
        select(ItemParty)
        .join(ItemParty.item)
        .join(ProgrammeItem.event)
        .join(ProgrammeItem.delegation)
        .join(HostProfile, HostProfile.resource_id == ItemParty.resource_id)
        .options(
            contains_eager(ItemParty.item).contains_eager(ProgrammeItem.event),
            contains_eager(ItemParty.item)
            .contains_eager(ProgrammeItem.delegation)
            .options(
                joinedload(Delegation.coordinator),
                selectinload(Delegation.roles).joinedload(DelegationRole.user),
            ),
        )
        .where(
            HostProfile.user_id == user_id,
            ItemParty.state.in_(TOLD),
            Event.ends_at > clock.now(),
            Delegation.state.in_([State(state) for state in PLANNED]),
        )
        .order_by(Event.starts_at, ItemParty.id)
    ).all()


def list_led_days(user_id: int) -> list[tuple[DelegationRole, list[ProgrammeItem]]]:
    """Return the days to come that somebody leads, with the items of each."""
    found = []
    for role in list_led_by(user_id):
        delegation = role.delegation
        for day in days_of(delegation):
            items = [item for item in delegation.items if item.day == day]
            is_theirs = find_day_lead(delegation, day) is role
            if is_theirs and items and day >= clock.today():
                items.sort(key=lambda item: item.event.starts_at)
                found.append((role, items))
    return found
