"""Sites that a tour would be one too many for in its quarter: people live and work there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from arena import clock
from arena.events.models import Event
from arena.resources.models import Resource
from arena.resources.queries import count_uses_in_quarter
from arena.visits.models import Offer
from arena.visits.queries.holdings import stand_ins


@dataclass(frozen=True)
class FullSite:
    """A site, and which number in the quarter a tour would have there; `limit` are enough."""

    site: Resource
    number: int
    limit: int


def list_full_sites(
    offer: Offer, starts_at: datetime, event: Event | None = None
) -> list[FullSite]:
    """Return the sites that have as many tours in the quarter as they should, beside this one.

    Visits and walks count alike, asked for or settled, each once. `event` is the tour's, if it has
    one: it may go elsewhere than its offer says.
    """
    instead: Mapping[int | None, Resource] = {} if event is None else stand_ins(event, offer)
    places = {
        instead.get(stop.resource_id, stop.resource)
        for stop in offer.stops
        if stop.resource is not None
    }
    limits = {place: place.quarter_limit for place in places if place.quarter_limit}
    if not limits:
        return []
    uses = count_uses_in_quarter(
        [place.id for place in limits],
        clock.date_of(starts_at),
        ignore_event=None if event is None else event.id,
    )
    return [
        FullSite(place, uses.get(place.id, 0) + 1, limit)
        for place, limit in sorted(limits.items(), key=lambda each: each[0].id)
        if uses.get(place.id, 0) >= limit
    ]
