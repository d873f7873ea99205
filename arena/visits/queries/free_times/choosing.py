"""Who and what would take a visit: the choice by itself, and all that staff can choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from arena import clock
from arena.hosting.queries import Duties, get_duties
from arena.resources.queries import (
    Availability,
    HostFacts,
    count_uses_in_month,
    count_uses_in_quarter,
    get_availability,
    list_host_facts,
    seconds,
)
from arena.resources.services import Use
from arena.visits.models import Offer
from arena.visits.queries.free_times.planning import Part, Plan, make_plan, sites_of, uses

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """Hosts (ids of resources) and all that a visit would reserve, the hosts included."""

    host_ids: tuple[int, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Occasion:
    """What a host could lead: an offer, when, and in which language."""

    offer: Offer
    starts_at: datetime
    ends_at: datetime
    language: str


@dataclass(frozen=True, kw_only=True)
class HostRank:
    """One host beside one visit: what speaks for and against.

    `load` is their visits that month, `quarter` those of that quarter. `is_busy` says that their
    own calendar is why they are not free: staff may ask them all the same, and may assign them.
    """

    host: HostFacts
    speaks: bool
    knows: bool
    knows_sites: bool = True
    is_free: bool
    is_busy: bool = False
    is_open: bool
    tours_that_day: int
    tours_that_week: int = 0
    load: int
    quarter: int = 0

    @property
    def has_room(self) -> bool:
        """Whether neither the day nor the week is full yet."""
        return not self.has_full_day and not self.has_full_week

    @property
    def has_full_day(self) -> bool:
        """Whether they lead as much that day as they will."""
        return self.tours_that_day >= self.host.max_per_day

    @property
    def has_full_week(self) -> bool:
        """Whether they lead as much that week as they will."""
        most = self.host.max_per_week
        return most is not None and self.tours_that_week >= most

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against."""
        is_there = self.is_free and self.is_open and self.has_room
        return self.speaks and self.knows and self.knows_sites and is_there


def choose_resources(
    offer: Offer,
    starts_at: datetime,
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
    any_hours: bool = False,
) -> Choice | None:
    """Choose the hosts with the least to do that month, and all that the visit reserves.

    None where something is not to be had. Neither the offer's hours nor its lead time are asked
    about: staff may schedule beside them. `any_hours` leaves the opening hours aside as well; what
    is closed stays closed. Equal hosts are taken by the day's visits, then in order of their ids.
    """
    plan = _plan_for_day(offer, starts_at, group_size, language, ignore_event)
    start = seconds(starts_at)
    if not plan.places_fit(start, any_hours=any_hours):
        return None
    free = list(plan.free_hosts(start, any_hours=any_hours))
    if len(free) < plan.needed:
        return None
    day = clock.date_of(starts_at)
    loads = count_uses_in_month([host.id for host in free], day, ignore_event=ignore_event)
    free.sort(
        key=lambda host: (
            loads.get(host.id, 0),
            plan.duties.count_on(host.id, day),
            host.id,
        )
    )
    host_ids = tuple(host.id for host in free[: plan.needed])
    return Choice(host_ids, _uses(plan, starts_at, host_ids))


def list_possible(
    offer: Offer,
    moments: Sequence[datetime],
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
    any_hours: bool = False,
) -> set[datetime]:
    """Return at which of some moments `choose_resources` would find all that a visit needs."""
    if not moments:
        return set()
    plan = make_plan(
        offer,
        starts_on=clock.date_of(min(moments)),
        ends_on=clock.date_of(max(moments)) + _ONE_DAY,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
    )
    return {each for each in moments if plan.fits(seconds(each), any_hours=any_hours)}


def list_uses(
    offer: Offer, starts_at: datetime, *, group_size: int, host_ids: Sequence[int]
) -> list[Use]:
    """Return what a visit led by these hosts (ids of resources) reserves, free or not."""
    plan = _plan_for_day(offer, starts_at, group_size, "", None)
    return list(_uses(plan, starts_at, host_ids))


def rank_hosts(
    offer: Offer,
    starts_at: datetime,
    ends_at: datetime,
    *,
    language: str,
    ignore_event: int | None = None,
    any_hours: bool = False,
) -> list[HostRank]:
    """Return every host in use beside a visit, best first: who fits, with the least to do."""
    hosts = list_host_facts()
    ids = [host.id for host in hosts]
    day = clock.date_of(starts_at)
    availability = get_availability(
        ids, starts_on=day, ends_on=day + _ONE_DAY, ignore_event=ignore_event
    )
    duties = get_duties(ids, starts_on=day, ends_on=day + _ONE_DAY, ignore_event=ignore_event)
    loads = count_uses_in_month(ids, day, ignore_event=ignore_event)
    quarter = count_uses_in_quarter(ids, day, ignore_event=ignore_event)
    occasion, sites = Occasion(offer, starts_at, ends_at, language), sites_of(offer)
    ranks = [
        replace(
            _rank(host, occasion, sites, availability, duties, any_hours=any_hours),
            load=loads.get(host.id, 0),
            quarter=quarter.get(host.id, 0),
        )
        for host in hosts
    ]
    return sorted(ranks, key=_how_ill_suited)


def fits_each(host_id: int, occasions: Sequence[Occasion]) -> list[bool]:
    """Tell of each occasion whether nothing speaks against a host, at any hour.

    However many they are, what the host has to do is read once.
    """
    if not occasions:
        return []
    host = next((host for host in list_host_facts() if host.id == host_id), None)
    if host is None:
        return [False] * len(occasions)
    days = [clock.date_of(occasion.starts_at) for occasion in occasions]
    first, end = min(days), max(days) + _ONE_DAY
    availability = get_availability([host_id], starts_on=first, ends_on=end)
    duties = get_duties([host_id], starts_on=first, ends_on=end)
    offers = {occasion.offer for occasion in occasions}
    sites = {offer: sites_of(offer) for offer in offers}
    return [
        _rank(host, each, sites[each.offer], availability, duties, any_hours=True).fits
        for each in occasions
    ]


def _rank(
    host: HostFacts,
    occasion: Occasion,
    sites: Collection[int],
    availability: Availability,
    duties: Duties,
    *,
    any_hours: bool,
) -> HostRank:
    start, end = seconds(occasion.starts_at), seconds(occasion.ends_at)
    day = clock.date_of(occasion.starts_at)
    is_busy = duties.is_busy(host.id, start, end)
    return HostRank(
        host=host,
        speaks=occasion.language in host.languages,
        knows=occasion.offer.topic in host.topics,
        knows_sites=host.knows_sites(sites),
        is_free=availability.is_free(host.id, start, end) and not is_busy,
        is_busy=is_busy,
        is_open=availability.is_open(host.id, start, end, any_hours=any_hours)
        and not duties.is_away(host.id, start, end),
        tours_that_day=duties.count_on(host.id, day),
        tours_that_week=duties.count_in_week(host.id, day),
        load=0,
    )


def _how_ill_suited(rank: HostRank) -> tuple[bool, bool, bool, bool, bool, int, int, int]:
    is_there = rank.is_free and rank.is_open and rank.has_room
    return (
        not rank.fits,
        not is_there,
        not rank.speaks,
        not rank.knows,
        not rank.knows_sites,
        rank.load,
        rank.tours_that_day,
        rank.host.id,
    )


def _plan_for_day(
    offer: Offer, starts_at: datetime, group_size: int, language: str, ignore_event: int | None
) -> Plan:
    day = clock.date_of(starts_at)
    return make_plan(
        offer,
        starts_on=day,
        ends_on=day + _ONE_DAY,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
    )


def _uses(plan: Plan, starts_at: datetime, host_ids: Sequence[int]) -> tuple[Use, ...]:
    hosts = [Part(host_id, 0, plan.length, 1) for host_id in host_ids]
    return tuple(uses(plan.parts + hosts, starts_at))
