"""Which resources a visit holds: chosen by what is free, or named by staff."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from arena import clock, db
from arena.events.models import Event
from arena.events.services import lock_calendar
from arena.hosting.queries.absences import list_away
from arena.resources.models import Resource, ResourceKind
from arena.resources.queries import get_availability, seconds
from arena.resources.services import ResourceTaken, Use
from arena.visits.models import Offer
from arena.visits.queries.free_times import (
    Choice,
    choose_resources,
    list_uses,
    nearest_free_times,
)
from arena.visits.queries.holdings import Places
from arena.visits.queries.standing import may_lead
from arena.visits.rules.groups import hosts_needed
from arena.visits.services.errors import (
    ClosedThen,
    HostDoesNotFit,
    PlaceDoesNotFit,
    TimeTaken,
    TooFewHosts,
)

NEAREST = 5
_TRIES = 3
Made = TypeVar("Made")


def ends_at(offer: Offer, starts_at: datetime) -> datetime:
    """Return when a visit that starts then is over."""
    return starts_at + timedelta(minutes=offer.minutes)


def hold_free(
    offer: Offer,
    starts_at: datetime,
    act: Callable[[Choice], Made],
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
    any_hours: bool = False,
) -> Made:
    """Choose hosts and places that are free, and `act` on them; raise `TimeTaken` without any.

    What is free is looked up under the calendar's lock. Should something be taken all the same, the
    database says so, and the next choice is tried.
    """
    lock_calendar()
    for _ in range(_TRIES):
        choice = choose_resources(
            offer,
            starts_at,
            group_size=group_size,
            language=language,
            ignore_event=ignore_event,
            any_hours=any_hours,
        )
        if choice is None:
            break
        try:
            with db.session.begin_nested():
                return act(choice)
        except ResourceTaken:
            continue
    raise _taken(offer, starts_at, group_size, language, ignore_event)


def named_uses(
    offer: Offer,
    starts_at: datetime,
    *,
    group_size: int,
    host_ids: Sequence[int],
    places: Places = MappingProxyType({}),
) -> list[Use]:
    """Return what a visit holds with these hosts; `places` stand in for the offer's own.

    A place for a visit whose offer says none is held as long as the visit is.
    """
    uses = list_uses(offer, starts_at, group_size=group_size, host_ids=host_ids)
    for own, place in places.items():
        replaced = [(use.starts_at, use.ends_at) for use in uses if use.resource_id == own]
        periods = dict.fromkeys(replaced or [(starts_at, ends_at(offer, starts_at))])
        uses = [use for use in uses if use.resource_id != own]
        for begins, ends in periods:
            use = Use(resource_id=place.id, starts_at=begins, ends_at=ends)
            uses += [use] * _units(place, group_size)
    return uses


def chosen_hosts(choice: Choice) -> list[Resource]:
    """Return the hosts of a choice, the one with the least to do first."""
    return [db.session.get_one(Resource, host_id) for host_id in choice.host_ids]


def fitting_hosts(
    offer: Offer,
    host_ids: Sequence[int],
    *,
    group_size: int,
    language: str,
    absent: Collection[int] | None = None,
) -> list[Resource]:
    """Return the hosts of these ids, enough for the group, all of whom speak its language.

    With `absent`, even if it is empty, hosts are still being looked for: they may be too few, and
    those of `absent` stay until then, come what may. Raises `TooFewHosts` or `HostDoesNotFit`.
    Whether a host knows the topic is for staff to judge.
    """
    hosts = [db.session.get(Resource, host_id) for host_id in dict.fromkeys(host_ids)]
    needed = hosts_needed(group_size, offer.group_per_host)
    if len(hosts) < needed and absent is None:
        raise TooFewHosts(needed)
    for host in hosts:
        if host is not None and host.id in (absent or ()):
            continue
        if host is None or not may_lead(host, language):
            raise HostDoesNotFit(_name_of(host), language)
    return [host for host in hosts if host is not None]


def fitting_place(place_id: int | None, group_size: int) -> Resource | None:
    """Return the place of this id, if any, that takes the group; raise `PlaceDoesNotFit`."""
    if place_id is None:
        return None
    place = db.session.get(Resource, place_id)
    if (
        place is None
        or place.kind not in (ResourceKind.ROOM, ResourceKind.SITE)
        or place.closed_at is not None
        or _units(place, group_size) > len(place.units)
    ):
        raise PlaceDoesNotFit
    return place


def require_present(
    hosts: Sequence[Resource], event: Event, *, but_of: Collection[int] | None = None
) -> None:
    """Raise `ClosedThen` when a host, save those of `but_of`, is away during an event."""
    away = list_away(event.starts_at, event.ends_at, [host.id for host in hosts])
    for host in hosts:
        if host.id in away and host.id not in (but_of or ()):
            raise ClosedThen(host)


def require_open(
    uses: Sequence[Use], *, ignore_event: int | None = None, but_of: Collection[int] | None = None
) -> None:
    """Raise `ClosedThen` when a place or a host is closed at the time it is to be used.

    Hours are left aside: staff may go beyond them, but not into what is closed. Resources of
    `but_of` are not asked about.
    """
    days = [clock.date_of(moment) for use in uses for moment in (use.starts_at, use.ends_at)]
    availability = get_availability(
        {use.resource_id for use in uses},
        starts_on=min(days),
        ends_on=max(days) + timedelta(days=1),
        ignore_event=ignore_event,
    )
    for use in uses:
        if use.resource_id not in (but_of or ()) and not availability.is_open(
            use.resource_id, seconds(use.starts_at), seconds(use.ends_at), any_hours=True
        ):
            raise ClosedThen(db.session.get_one(Resource, use.resource_id))


def _taken(
    offer: Offer, starts_at: datetime, group_size: int, language: str, ignore_event: int | None
) -> TimeTaken:
    nearest = nearest_free_times(
        offer,
        starts_at,
        group_size=group_size,
        language=language,
        count=NEAREST,
        ignore_event=ignore_event,
    )
    return TimeTaken([free.starts_at for free in nearest])


def _units(place: Resource, group_size: int) -> int:
    return 1 if place.capacity is None else -(-group_size // place.capacity)


def _name_of(host: Resource | None) -> str:
    if host is None:
        return "?"
    return host.host.user.name if host.host else host.name_sv
