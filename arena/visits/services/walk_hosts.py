"""Giving an open walk other hosts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import Guest, lock_calendar
from arena.scheduling.services import Notice, reschedule
from arena.visits.models import OpenWalk
from arena.visits.queries.holdings import held_hosts
from arena.visits.services import notices
from arena.visits.services.acting import require_before
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.services.holding import (
    fitting_hosts,
    named_uses,
    require_open,
    require_present,
)
from arena.visits.services.releasing import drop_asks, drop_swaps


def reassign_walk_hosts(
    walk: OpenWalk,
    *,
    host_ids: Sequence[int],
    seen_ids: Collection[int] | None = None,
    absent: Collection[int] | None = None,
    by: Actor,
) -> bool:
    """Give a walk exactly these hosts; those who come and those who go hear of it, nobody else.

    Return whether they are others than before; else nothing is done. `seen_ids` are the hosts that
    the form was shown with: who joins or leaves meanwhile does not make it stale, other hosts do.
    With `absent` others are still being asked: those stay until then, and the question stands.
    Raises `ChangedMeanwhile`, `TooLate`, `arena.scheduling.services.AlreadyCancelled`, and what
    `confirm_visit` raises.
    """
    db.session.refresh(walk, with_for_update={"of": OpenWalk})
    db.session.refresh(walk.event)
    event = walk.event
    require_before(event.ends_at)
    present = {host.id for host in held_hosts(event)}
    if present == set(host_ids):
        return False
    if seen_ids is not None and present != set(seen_ids):
        raise ChangedMeanwhile
    _lead(walk, host_ids, absent, by)
    if absent is None:
        drop_asks(event, chosen=host_ids)
    drop_swaps(event, but_of=host_ids)
    record("visits.reassign_walk_hosts", subject=walk, by=by, detail={"hosts": len(host_ids)})
    return True


def _lead(
    walk: OpenWalk, host_ids: Sequence[int], absent: Collection[int] | None, by: Actor
) -> None:
    event, offer = walk.event, walk.offer
    hosts = fitting_hosts(
        offer, host_ids, group_size=walk.seats, language=walk.language, absent=absent
    )
    require_present(hosts, event, but_of=absent)
    lock_calendar()
    ids = [host.id for host in hosts]
    uses = named_uses(offer, event.starts_at, group_size=walk.seats, host_ids=ids)
    require_open(uses, ignore_event=event.id, but_of=absent)
    chosen = [notices.guest_of(host) for host in hosts]
    joined = [notices.guest_from(guest) for guest in event.guests]
    reschedule(
        event,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        uses=uses,
        guests=[*joined, *chosen],
        notices=_to_those_who_change(walk, chosen),
        by=by,
    )


def _to_those_who_change(walk: OpenWalk, chosen: Sequence[Guest]) -> list[Notice]:
    present = walk.event.hosts
    before, after = {host.email for host in present}, {host.email for host in chosen}
    new = [host for host in chosen if host.email not in before]
    leaving = [host for host in present if host.email not in after]
    occasion = f"walk v{walk.event.sequence + 1}"
    tell = partial(notices.to_walk_hosts, walk, occasion=occasion)
    return [
        *tell(new, "assigned", calendar_method="REQUEST"),
        *tell(leaving, "unassigned", calendar_method="CANCEL"),
    ]
