"""Letting go of questions and offers that no longer hold: the visit has its hosts, or is off."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from arena import clock, db
from arena.visits.models import Answer, AskState, HostAsk, HostSwap, SwapState, Visit
from arena.visits.services.host_notices import tell_host


def settle_ask(ask: HostAsk, state: AskState) -> None:
    """End a question; those who have not answered are thanked, except when their time was up."""
    was, ask.state, ask.settled_at = ask.state, state, clock.now()
    if was == AskState.OPEN and state in (AskState.TAKEN, AskState.DROPPED):
        for asked in ask.asked:
            if asked.answer == Answer.WAITING:
                tell_host(asked.host, "host_released", ask)


def drop_asks(visit: Visit) -> None:
    """End what is open about a visit, and what waits for somebody because nobody said yes."""
    asks = select(HostAsk).where(
        HostAsk.visit_id == visit.id, HostAsk.state.in_((AskState.OPEN, AskState.FAILED))
    )
    for ask in db.session.scalars(asks).all():
        settle_ask(ask, AskState.DROPPED)


def drop_swaps(visit: Visit, *, but_of: Collection[int] = ()) -> None:
    """End the offers of a visit among hosts; those of hosts (ids) who still lead it stay."""
    swaps = select(HostSwap).where(HostSwap.visit_id == visit.id, HostSwap.state == SwapState.OPEN)
    for swap in db.session.scalars(swaps).all():
        if swap.from_id not in but_of:
            swap.state, swap.settled_at = SwapState.DROPPED, clock.now()
