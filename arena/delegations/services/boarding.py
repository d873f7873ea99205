"""What the planning board and closed days do to an item: another start, or another place."""

from __future__ import annotations

from datetime import datetime

from arena import clock
from arena.audit.models import Actor
from arena.delegations.models import ProgrammeItem
from arena.delegations.queries.programmes import list_items, place_items
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.building import OtherDay
from arena.delegations.services.settling import Settled, settle
from arena.resources.services import ResourceTaken, list_uses


def start_at(
    item: ProgrammeItem, starts_at: datetime, *, by: Actor, version: int | None = None
) -> Settled:
    """Let an item begin at a moment of its day: by following what comes before it, or else fixed.

    Raises `OtherDay`, `PastMidnight`, and `ResourceTaken` when it would lose what it has.
    """
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="fix_start", item=item.id):
        if clock.date_of(starts_at) != item.day:
            raise OtherDay
        item.fixed_start = None
        placed = place_items(delegation, list_items(delegation, {item.day}))
        if starts_at not in [each.starts_at for each in placed if each.key == item.id]:
            item.fixed_start = starts_at.astimezone(clock.zone()).time()
        had = {use.resource_id for use in list_uses(item.event)}
        return _settle(item, had)


def exchange_place(
    item: ProgrammeItem, *, drops: int, takes: int, by: Actor, version: int | None = None
) -> Settled:
    """Let an item, and those that use the same place in one piece with it, be elsewhere.

    Raises `ResourceTaken` when the other place cannot be had.
    """
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="exchange_place", item=item.id):
        spans = [
            (use.starts_at, use.ends_at)
            for use in list_uses(item.event)
            if use.resource_id == drops
        ]
        for each in delegation.items:
            start, end = each.event.starts_at, each.event.ends_at
            if each is item or any(first <= start and end <= last for first, last in spans):
                _exchange(each, drops, takes)
        return _settle(item, {takes})


def _exchange(item: ProgrammeItem, drops: int, takes: int) -> None:
    wanted = {want.resource_id: want for want in item.wants}
    if drops not in wanted:
        return
    if takes in wanted:
        item.wants.remove(wanted[drops])
    else:
        wanted[drops].resource_id = takes


def _settle(item: ProgrammeItem, needed: set[int]) -> Settled:
    settled = settle(item.delegation, {item.day})
    for other, resource in settled.refused:
        if other is item and resource.id in needed:
            raise ResourceTaken(resource)
    return settled
