"""Letting go of questions and offers that no longer hold: the visit has its hosts, or is off."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event
from arena.visits.models import Answer, AskState, HostAsk, HostSwap, SwapState
from arena.visits.services.host_notices import tell_host


def settle_ask(ask: HostAsk, state: AskState, *, chosen: Collection[int] = ()) -> None:
    """End a question; those who have not answered are thanked, except when their time was up.

    Nor are those of `chosen` (ids of resources), who lead it and are told that, nor who has left.
    """
    was, ask.state, ask.settled_at = ask.state, state, clock.now()
    if was == AskState.OPEN and state in (AskState.TAKEN, AskState.DROPPED):
        about = ask.event.starts_at.isoformat()
        for asked in ask.asked:
            is_here = asked.host.host is not None and asked.host.host.user.is_open
            if asked.answer == Answer.WAITING and asked.resource_id not in chosen and is_here:
                tell_host(asked.host, "host_released", ask, starts_at=about)


def drop_asks(event: Event, *, chosen: Collection[int] = ()) -> None:
    """End what is open about a visit or a walk, and what waits since too few said yes.

    `chosen` are the hosts (ids of resources) who are told at once that they lead it.
    """
    asks = select(HostAsk).where(
        HostAsk.event_id == event.id, HostAsk.state.in_((AskState.OPEN, AskState.FAILED))
    )
    for ask in db.session.scalars(asks).all():
        settle_ask(ask, AskState.DROPPED, chosen=chosen)


def drop_swaps(event: Event, *, but_of: Collection[int] = ()) -> None:
    """End the offers of a tour among hosts; those of hosts (ids) who still lead it stay."""
    swaps = select(HostSwap).where(HostSwap.event_id == event.id, HostSwap.state == SwapState.OPEN)
    for swap in db.session.scalars(swaps).all():
        if swap.from_id not in but_of:
            swap.state, swap.settled_at = SwapState.DROPPED, clock.now()
