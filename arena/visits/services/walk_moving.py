"""Moving an open walk to another time: everybody who has joined keeps their seats, and is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.events.services import Guest, lock_calendar
from arena.resources.models import Resource
from arena.scheduling.services import AlreadyCancelled, Notice, reschedule
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.holdings import held_hosts
from arena.visits.rules.ladder import OPEN, Act
from arena.visits.services import notices
from arena.visits.services.acting import doing, require_before
from arena.visits.services.arranging import free_at
from arena.visits.services.errors import ChangedMeanwhile, SameTime
from arena.visits.services.holding import chosen_hosts, ends_at, hold_free, named_uses, require_open
from arena.visits.services.releasing import drop_asks, drop_swaps
from arena.visits.services.walks import check_day, lock_joined


def move_walk(
    walk: OpenWalk,
    *,
    starts_at: datetime,
    words: str = "",
    sequence: int | None = None,
    by: Actor,
) -> None:
    """Move a walk, at any hour; its hosts stay where they are free then, else others lead it.

    Who has joined keeps the seats and is told, with `words` as the reason; who cannot come gives
    them back. `sequence` is that of the event when the form was shown. Raises `ChangedMeanwhile`,
    `AlreadyCancelled`, `TooLate` once it has begun, `SameTime`, `NotOffered`, or `TimeTaken`.
    """
    joined = lock_joined(walk, OPEN)
    event = walk.event
    _check(event, starts_at, sequence)
    drop_swaps(event)
    lock_calendar()
    told = [notice for visit in joined for notice in _tell(visit, starts_at, words.strip(), by)]
    present = held_hosts(event)
    may_stay = bool(present) and _are_free(present, walk, starts_at)

    def move(chosen: Sequence[Resource]) -> None:
        _move(walk, starts_at, present if may_stay else chosen, told, by)

    hold_free(
        walk.offer,
        starts_at,
        lambda choice: move(chosen_hosts(choice)),
        group_size=walk.seats,
        language=walk.language,
        ignore_event=event.id,
        any_hours=True,
    )
    record("visits.move_open_walk", subject=walk, by=by, detail={"starts_at": _iso(starts_at)})


def _are_free(hosts: Sequence[Resource], walk: OpenWalk, starts_at: datetime) -> bool:
    return hosts == free_at(
        hosts,
        walk.offer,
        starts_at,
        language=walk.language,
        ignore_event=walk.event_id,
        any_hours=True,
    )


def _check(event: Event, starts_at: datetime, sequence: int | None) -> None:
    if sequence is not None and sequence != event.sequence:
        raise ChangedMeanwhile
    if event.is_cancelled:
        raise AlreadyCancelled
    require_before(event.starts_at)
    if starts_at == event.starts_at:
        raise SameTime
    check_day(starts_at)


def _tell(visit: Visit, starts_at: datetime, words: str, by: Actor) -> list[Notice]:
    """Let the time of some seats be another one, and return what their booker is told."""
    with doing(visit, Act.MOVE_WALK, by=by) as detail:
        detail["starts_at"] = _iso(starts_at)
        if visit.hold_until is not None:
            visit.hold_until = min(visit.hold_until, starts_at)
        method = "REQUEST" if notices.is_guest(visit) else None
        return notices.to_booker(visit, "walk_moved", calendar_method=method, words=words)


def _move(
    walk: OpenWalk,
    starts_at: datetime,
    hosts: Sequence[Resource],
    told: Sequence[Notice],
    by: Actor,
) -> None:
    event, offer = walk.event, walk.offer
    ids = [host.id for host in hosts]
    drop_asks(event, chosen=ids)
    uses = named_uses(offer, starts_at, group_size=walk.seats, host_ids=ids)
    require_open(uses, ignore_event=event.id)
    leading = [notices.guest_of(host) for host in hosts]
    reschedule(
        event,
        starts_at=starts_at,
        ends_at=ends_at(offer, starts_at),
        uses=uses,
        guests=[*(notices.guest_from(guest) for guest in event.guests), *leading],
        notices=[*told, *_to_hosts(walk, event, leading)],
        by=by,
    )


def _to_hosts(walk: OpenWalk, event: Event, leading: Sequence[Guest]) -> list[Notice]:
    before, after = {host.email for host in event.hosts}, {host.email for host in leading}
    occasion = f"walk v{event.sequence + 1}"
    groups = (
        ([host for host in leading if host.email not in before], "assigned", "REQUEST"),
        ([host for host in leading if host.email in before], "host_changed", "REQUEST"),
        ([host for host in event.hosts if host.email not in after], "unassigned", "CANCEL"),
    )
    return [
        notice
        for people, template, method in groups
        for notice in notices.to_walk_hosts(
            walk, people, template, calendar_method=method, occasion=occasion
        )
    ]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
