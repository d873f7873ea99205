"""What one offer needs of the house for one group, and whether that is to be had at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from arena.hosting.queries import Duties, get_duties
from arena.resources.queries import (
    Availability,
    HostFacts,
    get_availability,
    list_host_facts,
    list_site_ids,
    seconds,
)
from arena.resources.services import Use
from arena.visits.models import Offer
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.times import programme

_ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Part:
    """A resource for a part of the visit: seconds from its start, and how many units."""

    resource_id: int
    start: int
    end: int
    units: int


class Plan:
    """One offer for one group: its parts, the hosts who could lead it, and what is free."""

    def __init__(
        self,
        offer: Offer,
        group_size: int,
        hosts: list[HostFacts],
        availability: Availability,
        duties: Duties,
    ) -> None:
        self.offer = offer
        self.length = offer.minutes * 60
        self.hosts = hosts
        self.needed = hosts_needed(group_size, offer.group_per_host)
        self.availability = availability
        self.duties = duties
        self.parts = _parts(offer, group_size, availability)

    def fits(self, start: int, *, any_hours: bool = False) -> bool:
        """Tell whether the visit can begin at `start` (seconds since 1970)."""
        if len(self.hosts) < self.needed or not self.places_fit(start, any_hours=any_hours):
            return False
        enough = islice(self.free_hosts(start, any_hours=any_hours), self.needed)
        return sum(1 for _ in enough) == self.needed

    def places_fit(self, start: int, *, any_hours: bool = False) -> bool:
        """Tell whether every place is open and free for its part of the time."""
        return all(
            self.availability.is_free(part.resource_id, begin, end, part.units)
            and self.availability.is_open(part.resource_id, begin, end, any_hours=any_hours)
            for part in self.parts
            for begin, end in [(start + part.start, start + part.end)]
        )

    def free_hosts(self, start: int, *, any_hours: bool = False) -> Iterator[HostFacts]:
        """Go through the hosts who could lead a visit that begins at `start`."""
        end = start + self.length
        day = datetime.fromtimestamp(start, self.availability.zone).date()
        for host in self.hosts:
            if (
                self.availability.is_free(host.id, start, end)
                and self.availability.is_open(host.id, start, end, any_hours=any_hours)
                and not self.duties.is_away(host.id, start, end)
                and not self.duties.is_busy(host.id, start, end)
                and self.duties.has_room(host, day)
            ):
                yield host


def make_plan(
    offer: Offer,
    *,
    starts_on: date,
    ends_on: date,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
) -> Plan:
    """Read what a group of `group_size` could use on the local days `[starts_on, ends_on)`."""
    hosts = fitting_hosts(offer, language)
    availability = get_availability(
        {host.id for host in hosts} | places_of(offer),
        starts_on=starts_on,
        ends_on=ends_on,
        ignore_event=ignore_event,
    )
    duties = get_duties(
        [host.id for host in hosts], starts_on=starts_on, ends_on=ends_on, ignore_event=ignore_event
    )
    return Plan(offer, group_size, hosts, availability, duties)


def fitting_hosts(offer: Offer, language: str) -> list[HostFacts]:
    """Return the hosts who speak `language` and know the offer's topic and its sites."""
    sites = sites_of(offer)
    return [
        host
        for host in list_host_facts()
        if language in host.languages and offer.topic in host.topics and host.knows_sites(sites)
    ]


def places_of(offer: Offer) -> set[int]:
    """Return the ids of the places that an offer leads to."""
    return {stop.resource_id for stop in offer.stops if stop.resource_id is not None}


def sites_of(offer: Offer) -> set[int]:
    """Return the ids of the sites among the places of an offer: rooms need no knowledge."""
    return places_of(offer) & list_site_ids()


def uses(plan_parts: list[Part], starts_at: datetime) -> list[Use]:
    """Return what the parts of a visit that begins at `starts_at` reserve, a use for each unit."""
    return [
        Use(
            resource_id=part.resource_id,
            starts_at=starts_at + timedelta(seconds=part.start),
            ends_at=starts_at + timedelta(seconds=part.end),
        )
        for part in plan_parts
        for _ in range(part.units)
    ]


def _parts(offer: Offer, group_size: int, availability: Availability) -> list[Part]:
    """Return the stops that reserve something.

    Two stops at one place are one part where the place would not be made ready between them:
    a visit must not stand in its own way.
    """
    found: dict[int, list[Part]] = {}
    for timed in programme(offer.stops, _ORIGIN):
        resource_id = timed.stop.resource_id
        if resource_id is None:
            continue
        facts = availability.facts[resource_id]
        start, end = seconds(timed.starts_at), seconds(timed.ends_at)
        part = Part(resource_id, start, end, facts.units_for(group_size))
        earlier = found.setdefault(resource_id, [])
        if earlier and part.start - earlier[-1].end <= facts.setup + facts.clearup:
            part = Part(resource_id, earlier.pop().start, part.end, part.units)
        earlier.append(part)
    return [part for parts_of_one in found.values() for part in parts_of_one]
