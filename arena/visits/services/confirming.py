"""Confirming a visit, with its hosts and its place in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from arena.audit.models import Actor
from arena.events.models import EventStatus
from arena.resources.models import Resource
from arena.visits.models import Offer, Visit
from arena.visits.queries.holdings import Places, own_places, stand_ins
from arena.visits.rules.ladder import Act
from arena.visits.services.acting import doing, require_before
from arena.visits.services.arranging import Arrangement, arrange
from arena.visits.services.errors import PlaceDoesNotFit, PlaceOfAnotherPart
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
            places=first_elsewhere(visit.offer, fitting_place(place_id, visit.group_size)),
            status=EventStatus.CONFIRMED,
        )
        arrange(visit, wanted, template="confirmed", by=by)
        drop_asks(visit.event, chosen=host_ids)


def reassign_hosts(
    visit: Visit,
    *,
    host_ids: Sequence[int],
    place_id: int | None = None,
    instead_of: int | None = None,
    absent: Collection[int] | None = None,
    by: Actor,
    version: int | None = None,
) -> None:
    """Give a confirmed visit other hosts; `place_id` another place, None leaves them as they are.

    `instead_of` is which of the visit's places gives way; without it the first does. The booker is
    told; hosts hear of it who come, who go, and, when a place changes, who stay. With `absent`
    others are still being asked: those hosts stay until then, although they are away, and the
    question stands. Raises what `confirm_visit` raises, and `PlaceOfAnotherPart`.
    """
    with doing(visit, Act.REASSIGN, by=by, version=version, hosts=len(host_ids)):
        require_before(visit.event.ends_at)
        before = stand_ins(visit.event, visit.offer)
        places = before
        if place_id is not None:
            places = _exchanged(visit, before, place_id, instead_of)
        wanted = Arrangement(
            starts_at=visit.event.starts_at,
            hosts=_hosts(visit, host_ids, absent),
            places=places,
            status=EventStatus.CONFIRMED,
            absent=absent or (),
        )
        arrange(visit, wanted, template="changed", by=by, tell_staying=places != before)
        if absent is None:
            drop_asks(visit.event, chosen=host_ids)
        drop_swaps(visit.event, but_of=host_ids)


def first_elsewhere(offer: Offer, place: Resource | None) -> Places:
    """Return `place` as what stands in for the offer's first; nothing when it is one of its own."""
    own = own_places(offer)
    return {} if place is None or place.id in own else {next(iter(own), None): place}


def _exchanged(visit: Visit, places: Places, place_id: int, instead_of: int | None) -> Places:
    """Return the places with one exchanged, or back where the offer says."""
    own = own_places(visit.offer)
    place = fitting_place(place_id, visit.group_size)
    if place is None:
        raise PlaceDoesNotFit
    if instead_of is None:
        key = next(iter(own), None)
        is_back = place.id in own
    else:
        stands_for = (each for each, other in places.items() if other.id == instead_of)
        key = next(stands_for, instead_of)
        is_back = place.id == key
    kept = {each: other for each, other in places.items() if each != key}
    if is_back:
        return kept
    if key is not None and key not in own:
        raise PlaceDoesNotFit
    if place.id in own or place in kept.values():
        raise PlaceOfAnotherPart
    return {**kept, key: place}


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
