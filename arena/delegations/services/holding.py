"""Holding what the items of a programme want, as far as it is free."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from arena import clock
from arena.delegations.models import ProgrammeItem
from arena.delegations.queries.programmes import wanted_resources
from arena.delegations.rules.stays import Stay, Wish, stays
from arena.resources.models import Resource
from arena.resources.queries import get_availability, seconds
from arena.resources.services import Use
from arena.scheduling.wholes import hold_exactly

_ONE_DAY = timedelta(days=1)


def hold_wanted(items: Sequence[ProgrammeItem]) -> list[tuple[ProgrammeItem, Resource]]:
    """Let the items hold what they want, and no more; return what each does not get.

    Where a stay of several items cannot be held whole, what others leave free of it is.
    """
    wanted = {item.id: wanted_resources(item) for item in items}
    resources = {each.id: each for some in wanted.values() for each in some}
    wishes = [
        Wish(each.id, item.event.starts_at, item.event.ends_at, item.id)
        for item in items
        for each in wanted[item.id]
    ]
    lost = _hold(items, wishes, resources)
    if lost:
        free = _leave_out_taken(items, wishes, {stay.resource_id for stay in lost})
        lost = _hold(items, free, resources)
        taken = set(wishes) - set(free)
    else:
        taken = set()
    missing = {(wish.key, wish.resource_id) for wish in taken}
    missing |= {(key, stay.resource_id) for stay in lost for key in stay.keys}
    return [
        (item, resource)
        for item in items
        for resource in wanted[item.id]
        if (item.id, resource.id) in missing
    ]


def _hold(
    items: Sequence[ProgrammeItem], wishes: Sequence[Wish], resources: Mapping[int, Resource]
) -> list[Stay]:
    """Hold exactly what some wishes come to; return the stays that cannot be held."""
    events = {item.id: item.event for item in items}
    buffers = {
        each.id: timedelta(minutes=each.setup_minutes + each.clearup_minutes)
        for each in resources.values()
    }
    all_stays = stays(wishes, buffers)
    wanted = [
        (
            events[stay.keys[0]],
            Use(resource_id=stay.resource_id, starts_at=stay.starts_at, ends_at=stay.ends_at),
        )
        for stay in all_stays
    ]
    refused = hold_exactly(list(events.values()), wanted)
    return [stay for stay, claim in zip(all_stays, wanted, strict=True) if claim in refused]


def _leave_out_taken(
    items: Sequence[ProgrammeItem], wishes: Sequence[Wish], resource_ids: Collection[int]
) -> list[Wish]:
    """Return the wishes that nobody else is in the way of."""
    house = get_availability(
        resource_ids,
        starts_on=min(clock.date_of(wish.starts_at) for wish in wishes),
        ends_on=max(clock.date_of(wish.ends_at) for wish in wishes) + _ONE_DAY,
        ignore_events=[item.event_id for item in items],
    )
    return [
        wish
        for wish in wishes
        if wish.resource_id not in resource_ids
        or house.is_free(wish.resource_id, seconds(wish.starts_at), seconds(wish.ends_at))
    ]
