"""Which of the arena's hosts could receive the guests at an item, best first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from arena import clock, db
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem, Stop
from arena.delegations.queries.programmes import place_of
from arena.hosting.queries import get_duties
from arena.resources.queries import (
    HostFacts,
    count_uses_in_month,
    get_availability,
    list_host_facts,
    seconds,
)
from arena.resources.queries.hosts import list_site_ids

_ONE_DAY = timedelta(days=1)
_STOP = "stop:"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One host beside one item: what speaks for and against. `load` is what they lead that month.

    `is_busy`: their own calendar alone is why they are not free.
    """

    host: HostFacts
    speaks: bool
    knows: bool
    knows_place: bool
    is_free: bool
    is_busy: bool
    is_there: bool
    has_room: bool
    load: int

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against."""
        return self.is_available and self.speaks and self.knows and self.knows_place

    @property
    def is_available(self) -> bool:
        """Whether they have the time."""
        return self.is_free and self.is_there and self.has_room


def rank_hosts(item: ProgrammeItem) -> list[Candidate]:
    """Return every host in use beside an item: who fits first, and of them who has least to do.

    What they hold of this very programme is no hindrance: who walks along all day stays.
    """
    delegation, event = item.delegation, item.event
    hosts = list_host_facts()
    ids = [host.id for host in hosts]
    day = clock.date_of(event.starts_at)
    own = [each.event_id for each in delegation.items]
    free = get_availability(ids, starts_on=day, ends_on=day + _ONE_DAY, ignore_events=own)
    duties = get_duties(ids, starts_on=day, ends_on=day + _ONE_DAY, ignore_event=event.id)
    loads = count_uses_in_month(ids, day, ignore_event=event.id)
    start, end = seconds(event.starts_at), seconds(event.ends_at)
    with_them = _asked_elsewhere(item)
    topics, sites = topics_of(item), {place_of(item)} & list_site_ids()
    candidates = []
    for host in hosts:
        is_busy = duties.is_busy(host.id, start, end)
        candidates.append(
            Candidate(
                host=host,
                speaks=delegation.language in host.languages,
                knows=not topics or bool(host.topics & topics),
                knows_place=host.knows_sites([each for each in sites if each is not None]),
                is_free=free.is_free(host.id, start, end)
                and not is_busy
                and host.id not in with_them,
                is_busy=is_busy,
                is_there=free.is_open(host.id, start, end, any_hours=True)
                and not duties.is_away(host.id, start, end),
                has_room=duties.has_room(host, day),
                load=loads.get(host.id, 0),
            )
        )
    return sorted(candidates, key=_how_ill_suited)


def topics_of(item: ProgrammeItem) -> frozenset[str]:
    """Return one of which a host must know: what the stop asks for, or the delegation's topics."""
    stop = find_stop(item)
    if stop is not None and stop.host_topic:
        return frozenset({stop.host_topic})
    return frozenset(item.delegation.topics)


def find_stop(item: ProgrammeItem) -> Stop | None:
    """Return the stop that an item was made from, if it was one."""
    number = item.stop_key.removeprefix(_STOP)
    if not item.stop_key.startswith(_STOP) or not number.isdigit():
        return None
    return db.session.get(Stop, int(number))


def _asked_elsewhere(item: ProgrammeItem) -> Collection[int]:
    """Return the hosts who are wanted at another item of the programme at the same time."""
    event = item.event
    return {
        party.resource_id
        for other in _others(item.delegation, item)
        if other.event.starts_at < event.ends_at and other.event.ends_at > event.starts_at
        for party in _wanted(other)
        if party.resource_id is not None
    }


def _others(delegation: Delegation, item: ProgrammeItem) -> list[ProgrammeItem]:
    return [other for other in delegation.items if other is not item and other.day == item.day]


def _wanted(item: ProgrammeItem) -> list[ItemParty]:
    return [party for party in item.parties if party.state not in ("no", "released")]


def _how_ill_suited(rank: Candidate) -> tuple[bool, bool, bool, bool, bool, int, str]:
    return (
        not rank.fits,
        not rank.is_available,
        not rank.speaks,
        not rank.knows,
        not rank.knows_place,
        rank.load,
        rank.host.name,
    )
