"""Swapping among hosts: one offers a visit, another takes it, those who plan are told."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.visits.models import HostSwap, SwapState, Visit, VisitState
from arena.visits.queries.asking import can_lead, find_open_swap, list_who_could_lead
from arena.visits.queries.holdings import held_hosts
from arena.visits.services.asking import lock_visit
from arena.visits.services.asking_errors import (
    NobodyElse,
    NotFreeAnyMore,
    NotYours,
    OfferedAlready,
    TakenAlready,
)
from arena.visits.services.confirming import reassign_hosts
from arena.visits.services.errors import ClosedThen, NotNow
from arena.visits.services.host_notices import offer_to, tell_of_swap


def offer_swap(visit: Visit, host: Resource, *, by: Actor) -> HostSwap:
    """Offer a confirmed visit to every other host who could lead it; it stays one's own till then.

    Raises `NotNow`, `NotYours`, `OfferedAlready`, or `NobodyElse`.
    """
    _require_led(visit, host)
    if host.host is not None and find_open_swap(visit, host.host.user_id) is not None:
        raise OfferedAlready
    others = list_who_could_lead(visit)
    if not others:
        raise NobodyElse
    swap = HostSwap(visit=visit, giver=host, state=SwapState.OPEN, created_at=clock.now())
    db.session.add(swap)
    db.session.flush()
    for rank in others:
        offer_to(db.session.get_one(Resource, rank.host.id), swap)
    record("visits.offer_swap", subject=visit, by=by, detail={"hosts": len(others)})
    return swap


def take_swap(swap: HostSwap, host: Resource, *, by: Actor) -> None:
    """Lead the visit instead of who offers it; calendars follow, and those who plan are told.

    Raises `TakenAlready`, `NotYours`, `NotFreeAnyMore`, `NotNow`.
    """
    visit = swap.visit
    lock_visit(visit)
    db.session.refresh(swap)
    if swap.state != SwapState.OPEN:
        raise TakenAlready
    _require_led(visit, swap.giver)
    if not can_lead(host, visit):
        raise NotFreeAnyMore
    swap.state, swap.settled_at, swap.taken_by = SwapState.TAKEN, clock.now(), host
    ids = [host.id if each.id == swap.from_id else each.id for each in held_hosts(visit.event)]
    try:
        with db.session.begin_nested():
            reassign_hosts(visit, host_ids=ids, by=by)
    except (ResourceTaken, ClosedThen) as error:
        raise NotFreeAnyMore from error
    tell_of_swap(swap)
    record("visits.take_swap", subject=visit, by=by)


def take_swap_back(swap: HostSwap, *, by: Actor) -> None:
    """Keep the visit after all. Raises `TakenAlready`."""
    lock_visit(swap.visit)
    db.session.refresh(swap)
    if swap.state != SwapState.OPEN:
        raise TakenAlready
    swap.state, swap.settled_at = SwapState.DROPPED, clock.now()
    record("visits.take_swap_back", subject=swap.visit, by=by)


def _require_led(visit: Visit, host: Resource) -> None:
    lock_visit(visit)
    if visit.state != VisitState.CONFIRMED or visit.is_walk or visit.event.starts_at <= clock.now():
        raise NotNow(visit.state)
    if host.id not in {each.id for each in held_hosts(visit.event)}:
        raise NotYours
