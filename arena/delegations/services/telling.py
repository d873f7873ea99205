"""Mails to those who are wanted at items, and to who plans: one for each reason and person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from arena import clock
from arena.accounts.queries import list_planners
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem
from arena.delegations.queries.parties import TOLD
from arena.messages.services import Recipient, queue


def tell_party(
    party: ItemParty,
    template: str,
    *,
    occasion: str,
    calendar_method: str | None = None,
    due_at: datetime | None = None,
    useless_after: datetime | None = None,
    **params: Any,
) -> None:
    """Mail somebody who is wanted at an item. The item's event, which outlives it, goes along."""
    event = party.item.event
    queue(
        f"delegations/{template}",
        Recipient(party.email, party.name, party.language),
        subject=f"event:{event.id}",
        occasion=f"party {party.id} {occasion}",
        event=event,
        params={"party_id": party.id, **params},
        calendar_method=calendar_method,
        due_at=due_at,
        useless_after=useless_after or event.ends_at,
    )


def invite(party: ItemParty, template: str, *, occasion: str, **params: Any) -> None:
    """Mail somebody the entry for their calendar, or how it is now."""
    party.invited_at = clock.now() if party.email else None
    tell_party(party, template, occasion=occasion, calendar_method="REQUEST", **params)


def let_go(
    party: ItemParty, template: str = "party_released", *, is_own_wish: bool = False
) -> None:
    """Thank somebody who does not come, and take the entry out of their calendar.

    Nobody who was never asked is told. `is_own_wish`: they have just said no themselves.
    """
    if party.state not in TOLD:
        return
    method = "CANCEL" if party.invited_at is not None else None
    was_at = party.asked_starts_at or party.item.event.starts_at
    tell_party(
        party,
        template,
        occasion=f"off {party.round} {clock.now():%Y-%m-%dT%H:%M:%SZ}",
        calendar_method=method,
        starts_at=was_at.isoformat(),
        is_own_wish=is_own_wish,
    )
    party.invited_at = None


def thank_parties(items: Iterable[ProgrammeItem]) -> None:
    """Tell all who reckon with some items that they do not take place, before they are called off.

    Part of an act that calls the delegation off, or takes the items out of its programme.
    """
    for item in items:
        for party in item.parties:
            let_go(party, "party_called_off")


def tell_coordinator(
    delegation: Delegation, template: str, *, occasion: str, **params: Any
) -> None:
    """Mail who coordinates a delegation; everybody who plans, when that person has left."""
    own = delegation.coordinator
    people = [own] if own is not None and own.is_open else list_planners()
    for person in people:
        queue(
            f"delegations/{template}",
            Recipient(person.email, person.name, person.language),
            subject=f"delegation:{delegation.id}",
            occasion=occasion,
            params={"delegation_id": delegation.id, **params},
        )
