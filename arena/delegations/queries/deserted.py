"""Hosts who cannot come after all: they are away then, or their account is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from arena import clock, db
from arena.accounts.models import User
from arena.delegations.models import (
    AskState,
    Delegation,
    ItemParty,
    ProgrammeItem,
)
from arena.delegations.models import DelegationState as State
from arena.delegations.rules.ladder import PLANNED
from arena.events.models import Event
from arena.hosting.models import Absence
from arena.resources.models import HostProfile

_COUNTS = (AskState.PLANNED, AskState.ASKED, AskState.YES)


class Missing(StrEnum):
    """Why somebody cannot come."""

    AWAY = "away"
    GONE = "gone"


def who_is_missing(items: Sequence[ProgrammeItem]) -> dict[int, Missing]:
    """Return which of those who are wanted at some items cannot come, by their numbers.

    Two queries, however many items there are; what is over is left out.
    """
    now = clock.now()
    hosts: dict[int, list[ItemParty]] = defaultdict(list)
    for item in items:
        for party in item.parties:
            if (
                party.resource_id is not None
                and party.state in _COUNTS
                and item.event.ends_at > now
            ):
                hosts[party.resource_id].append(party)
    if not hosts:
        return {}
    missing: dict[int, Missing] = {}
    for host_id, starts_at, ends_at in db.session.execute(
        select(Absence.resource_id, Absence.starts_at, Absence.ends_at).where(
            Absence.resource_id.in_(hosts), Absence.ends_at > now
        )
    ):
        for party in hosts[host_id]:
            event = party.item.event
            if event.starts_at < ends_at and event.ends_at > starts_at:
                missing[party.id] = Missing.AWAY
    for host_id in db.session.scalars(
        select(HostProfile.resource_id)
        .join(User, User.id == HostProfile.user_id)
        .where(HostProfile.resource_id.in_(hosts), User.closed_at.is_not(None))
    ):
        missing |= {party.id: Missing.GONE for party in hosts[host_id]}
    return missing


def list_deserted() -> list[ItemParty]:
    """Return who had said yes, or is asked, and cannot come, of all that is to come, by time."""
    items = list(_coming_items())
    missing = who_is_missing(items)
    return [party for item in items for party in item.parties if party.id in missing]


def _coming_items() -> Sequence[ProgrammeItem]:
    return (
        db.session.scalars(
            select(ProgrammeItem)
            .join(ProgrammeItem.event)
            .join(ProgrammeItem.delegation)
            .join(ItemParty, ItemParty.item_id == ProgrammeItem.id)
            .options(
                contains_eager(ProgrammeItem.event),
                contains_eager(ProgrammeItem.delegation),
                selectinload(ProgrammeItem.parties),
            )
            .where(
                Event.ends_at > clock.now(),
                Delegation.state.in_([State(state) for state in PLANNED]),
                ItemParty.resource_id.is_not(None),
            )
            .order_by(Event.starts_at, ProgrammeItem.id)
        )
        .unique()
        .all()
    )
