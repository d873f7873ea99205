"""Confirming a visit, with its hosts and its place in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from arena.audit.models import Actor
from arena.events.models import EventStatus
from arena.resources.models import Resource
from arena.visits.models import Offer, Visit
from arena.visits.queries.holdings import chosen_place
from arena.visits.rules.ladder import Act
from arena.visits.services.acting import doing, require_before
from arena.visits.services.arranging import Arrangement, arrange
from arena.visits.services.holding import fitting_hosts, fitting_place, require_present
from arena.visits.services.releasing import drop_asks, drop_swaps


def confirm_visit(
    visit: Visit,
    *,
    host_ids: Sequence[int],
    place_id: int | None = None,
    words: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Confirm a visit with exactly these hosts; `place_id` is where, when not where the offer says.

    Everything is checked again: whether the hosts are enough, speak the language and are free, and
    whether the places are open and free. `words` are added to the mail.
    Raises `TooFewHosts`, `HostDoesNotFit`, `PlaceDoesNotFit`, `ClosedThen`, `ResourceTaken`.
    """
    with doing(visit, Act.CONFIRM, by=by, version=version, hosts=len(host_ids)):
        require_before(visit.event.starts_at)
        visit.reply_words = words.strip()
        wanted = Arrangement(
            starts_at=visit.event.starts_at,
            hosts=_hosts(visit, host_ids),
            place=own_or_other(visit.offer, fitting_place(place_id, visit.group_size)),
            status=EventStatus.CONFIRMED,
        )
        arrange(visit, wanted, template="confirmed", by=by)
        drop_asks(visit.event)


def reassign_hosts(
    visit: Visit,
    *,
    host_ids: Sequence[int],
    place_id: int | None = None,
    absent: Collection[int] | None = None,
    by: Actor,
    version: int | None = None,
) -> None:
    """Give a confirmed visit other hosts; `place_id` another place, None leaves the place as it is.

    The booker is told; hosts hear of it who come, who go, and, when the place changes, who stay.
    With `absent` others are still being asked: those hosts stay until then, although they are away,
    and the question stands. Raises what `confirm_visit` raises.
    """
    with doing(visit, Act.REASSIGN, by=by, version=version, hosts=len(host_ids)):
        require_before(visit.event.ends_at)
        before = chosen_place(visit)
        place = before
        if place_id is not None:
            place = own_or_other(visit.offer, fitting_place(place_id, visit.group_size))
        wanted = Arrangement(
            starts_at=visit.event.starts_at,
            hosts=_hosts(visit, host_ids, absent),
            place=place,
            status=EventStatus.CONFIRMED,
            absent=absent or (),
        )
        arrange(visit, wanted, template="changed", by=by, tell_staying=place is not before)
        if absent is None:
            drop_asks(visit.event)
        drop_swaps(visit.event, but_of=host_ids)


def own_or_other(offer: Offer, place: Resource | None) -> Resource | None:
    """Return the place that stands in for the offer's own, or None when it is one of those."""
    own = {stop.resource_id for stop in offer.stops}
    return None if place is None or place.id in own else place


def _hosts(
    visit: Visit, host_ids: Sequence[int], absent: Collection[int] | None = None
) -> list[Resource]:
    hosts = fitting_hosts(
        visit.offer,
        host_ids,
        group_size=visit.group_size,
        language=visit.language,
        absent=absent,
    )
    require_present(hosts, visit.event, but_of=absent)
    return hosts
