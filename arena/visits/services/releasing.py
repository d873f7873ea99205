"""Letting go of questions and offers that no longer hold: the visit has its hosts, or is off."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event
from arena.visits.models import Answer, AskState, HostAsk, HostSwap, SwapState
from arena.visits.services.host_notices import tell_host


def settle_ask(ask: HostAsk, state: AskState) -> None:
    """End a question; those who have not answered are thanked, except when their time was up."""
    was, ask.state, ask.settled_at = ask.state, state, clock.now()
    if was == AskState.OPEN and state in (AskState.TAKEN, AskState.DROPPED):
        for asked in ask.asked:
            if asked.answer == Answer.WAITING:
                tell_host(asked.host, "host_released", ask)


def drop_asks(event: Event) -> None:
    """End what is open about a visit or a walk, and what waits since too few said yes."""
    asks = select(HostAsk).where(
        HostAsk.event_id == event.id, HostAsk.state.in_((AskState.OPEN, AskState.FAILED))
    )
    for ask in db.session.scalars(asks).all():
        settle_ask(ask, AskState.DROPPED)


def drop_swaps(event: Event, *, but_of: Collection[int] = ()) -> None:
    """End the offers of a tour among hosts; those of hosts (ids) who still lead it stay."""
    swaps = select(HostSwap).where(HostSwap.event_id == event.id, HostSwap.state == SwapState.OPEN)
    for swap in db.session.scalars(swaps).all():
        if swap.from_id not in but_of:
            swap.state, swap.settled_at = SwapState.DROPPED, clock.now()
