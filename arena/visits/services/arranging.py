"""Arranging a visit: time, hosts and place written into the calendar, and everybody told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arena import db
from arena.audit.models import Actor
from arena.events.models import EventStatus
from arena.events.services import Guest, lock_calendar
from arena.resources.models import Resource
from arena.resources.services import Use
from arena.scheduling.services import Notice, cancel, reschedule, send
from arena.visits.models import Offer, Visit
from arena.visits.queries.free_times import rank_hosts
from arena.visits.queries.holdings import Places, held_hosts, own_places
from arena.visits.queries.standing import may_lead
from arena.visits.rules.groups import hosts_needed
from arena.visits.services import notices
from arena.visits.services.errors import NoHosts
from arena.visits.services.holding import ends_at, named_uses, require_open
from arena.visits.services.releasing import drop_asks, drop_swaps
from arena.visits.services.walks import give_back_seats
from arena.visits.services.wording import event_words, staff_note


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """When, with whom and where: `places` stand in for the offer's own.

    The hosts of `absent` stay although they cannot come, until somebody else leads it.
    """

    starts_at: datetime
    hosts: Sequence[Resource]
    places: Places
    status: EventStatus
    absent: Collection[int] = ()


def arrange(
    visit: Visit,
    wanted: Arrangement,
    *,
    template: str,
    by: Actor,
    tell_staying: bool = True,
    **params: Any,
) -> None:
    """Make the visit's event exactly what is wanted, and tell everybody.

    The booker gets `template`. Hosts hear only of what is confirmed: the new ones that they are
    assigned, those who leave that they are free, and those who stay (`tell_staying`) what has
    changed. Raises `ResourceTaken` or `ClosedThen`.
    """
    is_settled = wanted.status is EventStatus.CONFIRMED
    if wanted.starts_at != visit.event.starts_at:
        drop_asks(visit.event, chosen=[host.id for host in wanted.hosts] if is_settled else ())
        drop_swaps(visit.event)
    lock_calendar()
    in_calendar = is_settled or notices.is_guest(visit)
    hosts = [notices.guest_of(host) for host in wanted.hosts] if is_settled else []
    told = notices.to_booker(
        visit, template, calendar_method="REQUEST" if in_calendar else None, **params
    )
    reschedule(
        visit.event,
        starts_at=wanted.starts_at,
        ends_at=ends_at(visit.offer, wanted.starts_at),
        uses=_uses(visit, wanted),
        status=wanted.status,
        guests=[*(notices.booker_of(visit) if in_calendar else []), *hosts],
        notices=[*told, *_to_hosts(visit, hosts, tell_staying=tell_staying)],
        by=by,
        staff_note=staff_note(visit),
        **event_words(visit.offer, _first_place(visit.offer, wanted.places)),
    )


def let_go(visit: Visit, *, template: str, by: Actor, **params: Any) -> None:
    """Cancel the visit's event, give back what it held, and tell whoever counted on it.

    Seats on an open walk are given back; the walk takes place.
    """
    if not visit.is_walk:
        drop_asks(visit.event)
        drop_swaps(visit.event)
    method = "CANCEL" if notices.is_guest(visit) else None
    told = notices.to_booker(visit, template, calendar_method=method, **params)
    if visit.is_walk:
        give_back_seats(visit)
        send(visit.event, told)
        return
    lock_calendar()
    hosts = visit.event.hosts
    cancel(
        visit.event,
        notices=[
            *told,
            *notices.to_hosts(visit, hosts, "unassigned", calendar_method="CANCEL"),
        ],
        by=by,
    )


def enough_hosts(visit: Visit, *, keep_all: bool) -> list[Resource]:
    """Return the hosts that lead the visit now, with the best free ones where they are too few.

    Who has left, or never spoke the language, is replaced. Without `keep_all` who is no longer
    needed goes. Raises `NoHosts` when not enough are free.
    """
    event, offer = visit.event, visit.offer
    needed = hosts_needed(visit.group_size, offer.group_per_host)
    hosts = [host for host in held_hosts(event) if may_lead(host, visit.language)]
    if len(hosts) >= needed:
        return hosts if keep_all else hosts[:needed]
    present = {host.id for host in hosts}
    ranks = rank_hosts(
        offer,
        event.starts_at,
        event.ends_at,
        language=visit.language,
        ignore_event=event.id,
        any_hours=True,
    )
    more = [rank.host.id for rank in ranks if rank.fits and rank.host.id not in present]
    hosts += [db.session.get_one(Resource, host_id) for host_id in more[: needed - len(hosts)]]
    if len(hosts) < needed:
        raise NoHosts(len(hosts) * offer.group_per_host)
    return hosts


def are_free_at(
    hosts: Sequence[Resource],
    offer: Offer,
    starts_at: datetime,
    *,
    language: str,
    ignore_event: int,
) -> bool:
    """Tell whether these very hosts can lead the event `ignore_event` at another time."""
    ranks = rank_hosts(
        offer,
        starts_at,
        ends_at(offer, starts_at),
        language=language,
        ignore_event=ignore_event,
    )
    can = {
        rank.host.id
        for rank in ranks
        if rank.speaks and rank.is_free and rank.is_open and rank.has_room
    }
    return {host.id for host in hosts} <= can


def _first_place(offer: Offer, places: Places) -> Resource | None:
    return places.get(next(iter(own_places(offer)), None))


def _uses(visit: Visit, wanted: Arrangement) -> list[Use]:
    uses = named_uses(
        visit.offer,
        wanted.starts_at,
        group_size=visit.group_size,
        host_ids=[host.id for host in wanted.hosts],
        places=wanted.places,
    )
    require_open(uses, ignore_event=visit.event_id, but_of=wanted.absent)
    return uses


def _to_hosts(visit: Visit, hosts: Sequence[Guest], *, tell_staying: bool) -> list[Notice]:
    before = {attendee.email: attendee for attendee in visit.event.hosts}
    after = {host.email for host in hosts}
    new = [host for host in hosts if host.email not in before]
    staying = [host for host in hosts if host.email in before] if tell_staying else []
    leaving = [attendee for email, attendee in before.items() if email not in after]
    return [
        *notices.to_hosts(visit, new, "assigned", calendar_method="REQUEST"),
        *notices.to_hosts(visit, staying, "host_changed", calendar_method="REQUEST"),
        *notices.to_hosts(visit, leaving, "unassigned", calendar_method="CANCEL"),
    ]
