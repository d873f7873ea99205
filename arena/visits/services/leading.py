"""Giving a tour its hosts, whether it is a visit or a walk: what asks and swaps both end in."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.events.services import lock_calendar
from arena.scheduling.services import reschedule
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.asking import Leading
from arena.visits.queries.holdings import stand_ins
from arena.visits.queries.tours import Tour
from arena.visits.services.confirming import reassign_hosts
from arena.visits.services.holding import named_uses, require_open
from arena.visits.services.walk_hosts import reassign_walk_hosts


def lock_tour(tour: Tour) -> None:
    """Let nobody else change a tour, nor what is asked about it, until the transaction ends."""
    db.session.flush()
    record = tour.record
    db.session.refresh(record, with_for_update={"of": type(record)})
    db.session.refresh(tour.event)


def give_hosts(tour: Tour, leading: Leading, *, by: Actor) -> None:
    """Let these hosts lead a tour: told at once of what is settled, else by holding their time.

    Those of `leading.absent` stay until somebody else has said yes. Raises `ResourceTaken`,
    `ClosedThen` or `HostDoesNotFit`.
    """
    ids, absent = leading.host_ids, leading.absent
    record = tour.record
    if isinstance(record, OpenWalk):
        reassign_walk_hosts(record, host_ids=ids, absent=absent, by=by)
    elif tour.is_settled:
        reassign_hosts(record, host_ids=ids, absent=absent, by=by)
    else:
        _hold(record, leading, by)


def _hold(visit: Visit, leading: Leading, by: Actor) -> None:
    visit.version += 1
    visit.updated_at = clock.now()
    lock_calendar()
    event = visit.event
    uses = named_uses(
        visit.offer,
        event.starts_at,
        group_size=visit.group_size,
        host_ids=leading.host_ids,
        places=stand_ins(event, visit.offer),
    )
    require_open(uses, ignore_event=event.id, but_of=leading.absent)
    reschedule(event, starts_at=event.starts_at, ends_at=event.ends_at, uses=uses, by=by)
