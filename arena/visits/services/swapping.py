"""Swapping among hosts: one offers a visit or a walk, another takes it, those who plan are told."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.visits.models import HostSwap, SwapState
from arena.visits.queries.asking import (
    Leading,
    can_lead,
    find_open_swap,
    list_who_could_lead,
    tour_of,
)
from arena.visits.queries.holdings import held_hosts
from arena.visits.queries.tours import Tour, get_tour
from arena.visits.services.asking_errors import (
    CannotTakePlace,
    NobodyElse,
    NotFreeAnyMore,
    NotSwappedNow,
    NotYours,
    OfferedAlready,
    TakenAlready,
)
from arena.visits.services.errors import ClosedThen
from arena.visits.services.host_notices import offer_to, tell_of_swap
from arena.visits.services.leading import give_hosts, lock_tour


def offer_swap(event: Event, host: Resource, *, by: Actor) -> HostSwap:
    """Offer a settled tour to every other host who could lead it; it stays one's own till then.

    Raises `NotSwappedNow`, `NotYours`, `OfferedAlready`, or `NobodyElse`.
    """
    tour = get_tour(event)
    _require_led(tour, host)
    if host.host is not None and find_open_swap(event, host.host.user_id) is not None:
        raise OfferedAlready
    others = list_who_could_lead(tour)
    if not others:
        raise NobodyElse
    swap = HostSwap(event=event, giver=host, state=SwapState.OPEN, created_at=clock.now())
    db.session.add(swap)
    db.session.flush()
    for rank in others:
        offer_to(db.session.get_one(Resource, rank.host.id), swap)
    record("visits.offer_swap", subject=tour.record, by=by, detail={"hosts": len(others)})
    return swap


def take_swap(swap: HostSwap, host: Resource, *, by: Actor) -> None:
    """Lead the tour instead of who offers it; calendars follow, and those who plan are told.

    Raises `TakenAlready`, `NotYours`, `NotFreeAnyMore`, `NotSwappedNow`, `CannotTakePlace`.
    """
    tour = tour_of(swap)
    lock_tour(tour)
    db.session.refresh(swap)
    if swap.state != SwapState.OPEN:
        raise TakenAlready
    _require_led(tour, swap.giver)
    if not can_lead(host, tour):
        raise NotFreeAnyMore
    swap.state, swap.settled_at, swap.taken_by = SwapState.TAKEN, clock.now(), host
    present = [each.id for each in held_hosts(tour.event)]
    ids = [host.id if each == swap.from_id else each for each in present]
    others = frozenset(ids) - {host.id}
    try:
        with db.session.begin_nested():
            give_hosts(tour, Leading(ids, others), by=by)
    except (ResourceTaken, ClosedThen) as error:
        if error.resource.id != host.id:
            raise CannotTakePlace from error
        raise NotFreeAnyMore from error
    tell_of_swap(swap)
    record("visits.take_swap", subject=tour.record, by=by)


def take_swap_back(swap: HostSwap, *, by: Actor) -> None:
    """Keep the tour after all. Raises `TakenAlready`."""
    tour = tour_of(swap)
    lock_tour(tour)
    db.session.refresh(swap)
    if swap.state != SwapState.OPEN:
        raise TakenAlready
    swap.state, swap.settled_at = SwapState.DROPPED, clock.now()
    record("visits.take_swap_back", subject=tour.record, by=by)


def _require_led(tour: Tour, host: Resource) -> None:
    lock_tour(tour)
    if not tour.is_settled or tour.event.starts_at <= clock.now():
        raise NotSwappedNow
    if host.id not in {each.id for each in held_hosts(tour.event)}:
        raise NotYours
