"""What a draft is made from, read once: stops, hosts, what is free, and what is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select

from arena import clock, db
from arena.delegations.models import Delegation, Interpretation, ProgrammeItem, Stop
from arena.delegations.queries.catalogue import Load, list_stops, list_ways, map_loads
from arena.delegations.rules.drafting import ONLINE, DayWish, Guide, House, Option, Wishes
from arena.delegations.rules.timing import CONSECUTIVE_FACTOR
from arena.delegations.rules.ways import FAR, Way, usual_way
from arena.resources.models import Reservation, ResourceKind
from arena.resources.queries import (
    Availability,
    HostFacts,
    count_uses_in_quarter,
    get_availability,
    list_host_facts,
    seconds,
)
from arena.resources.rules.hours import local_moment

_ONE_DAY = timedelta(days=1)
_MOST_GUIDED = frozenset({"sv", "en"})  # What an interpreter interprets from.


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What staff asked a draft of: hours by day, and what the delegation's own facts do not say."""

    hours: Mapping[date, tuple[int, int]]  # From and until, in minutes of the day.
    topics: frozenset[str]
    level: str | None
    language: str
    size: int
    has_bus: bool = False
    needs_step_free: bool = False
    may_lack_hosts: bool = False
    group_id: int | None = None


@dataclass(frozen=True)
class Material:
    """What `rules.drafting_search` needs, and the records behind its numbers."""

    wishes: Wishes
    house: House
    stops: Mapping[int, Stop]
    hosts: Mapping[int, HostFacts]


def list_items_on(
    delegation: Delegation, days: Sequence[date], group_id: int | None
) -> Sequence[ProgrammeItem]:
    """Return what a draft of some days, for all or for a group, would stand instead of."""
    query = select(ProgrammeItem).where(
        ProgrammeItem.delegation_id == delegation.id, ProgrammeItem.day.in_(days)
    )
    if group_id is not None:
        mine = or_(ProgrammeItem.group_id.is_(None), ProgrammeItem.group_id == group_id)
        query = query.where(mine)
    return db.session.scalars(query.order_by(ProgrammeItem.day, ProgrammeItem.position)).all()


def read_material(delegation: Delegation, asked: Asked) -> Material:
    """Read what a draft is made from, as if the days to be drafted were empty."""
    days = sorted(asked.hours)
    stops = list_stops()
    hosts = list_host_facts()
    instead_of = [item.event_id for item in list_items_on(delegation, days, asked.group_id)]
    availability = get_availability(
        {*(stop.resource_id for stop in stops), *(host.id for host in hosts)},
        starts_on=days[0] - _ONE_DAY * days[0].weekday(),
        ends_on=days[-1] + _ONE_DAY * (7 - days[-1].weekday()),
        ignore_events=instead_of,
    )
    free = _Free(availability)
    wishes = _wishes(delegation, asked)
    house = House(
        options=_options(stops, days[0], delegation, instead_of),
        guides=_guides(hosts, days, availability),
        rooms=_rooms(stops, wishes),
        way=_ways(has_bus=asked.has_bus),
        is_place_free=free.is_free,
        is_guide_free=free.is_free,
    )
    return Material(
        wishes, house, {stop.id: stop for stop in stops}, {host.id: host for host in hosts}
    )


class _Free:
    """Whether a place or a host is free and open, asked in minutes of a local day."""

    def __init__(self, availability: Availability) -> None:
        self._availability = availability
        self._moments: dict[tuple[date, int], int | None] = {}
        self._found: dict[tuple[int, date, int, int], bool] = {}

    def is_free(self, number: int, day: date, start: int, end: int) -> bool:
        key = (number, day, start, end)
        if key not in self._found:
            self._found[key] = self._look(number, self._moment(day, start), self._moment(day, end))
        return self._found[key]

    def _look(self, number: int, start: int | None, end: int | None) -> bool:
        if start is None or end is None:
            return False
        return self._availability.is_open(number, start, end) and self._availability.is_free(
            number, start, end
        )

    def _moment(self, day: date, minute: int) -> int | None:
        key = (day, minute)
        if key not in self._moments:
            moment = self._local(day, minute)
            self._moments[key] = None if moment is None else seconds(moment)
        return self._moments[key]

    def _local(self, day: date, minute: int) -> datetime | None:
        if not 0 <= minute < 24 * 60:
            return None
        return local_moment(day, time(*divmod(minute, 60)), self._availability.zone)


def _wishes(delegation: Delegation, asked: Asked) -> Wishes:
    days = sorted(asked.hours)
    is_slow = delegation.interpretation == Interpretation.CONSECUTIVE
    is_interpreted = delegation.interpretation != Interpretation.NONE
    return Wishes(
        type=delegation.type,
        topics=asked.topics,
        level=asked.level,
        languages=frozenset({asked.language}) | (_MOST_GUIDED if is_interpreted else frozenset()),
        size=asked.size,
        days=tuple(
            DayWish(
                day=day,
                begins=asked.hours[day][0],
                ends=asked.hours[day][1],
                is_first=day == days[0],
                is_last=day == days[-1],
            )
            for day in days
        ),
        today=clock.today(),
        factor=CONSECUTIVE_FACTOR if is_slow else 1.0,
        has_media=delegation.has_media,
        needs_step_free=asked.needs_step_free,
        may_lack_hosts=asked.may_lack_hosts,
    )


def _options(
    stops: Sequence[Stop], day: date, delegation: Delegation, instead_of: Sequence[int]
) -> tuple[Option, ...]:
    loads, own = map_loads(stops, day, besides=delegation), _count_places(instead_of)
    return tuple(
        Option(
            id=stop.id,
            place=stop.resource_id,
            kind=stop.kind,
            minutes=stop.minutes,
            minutes_min=stop.minutes_min,
            topics=frozenset(stop.topics),
            levels=frozenset(stop.levels),
            group_max=min(
                (each for each in (stop.group_max, stop.resource.capacity) if each), default=None
            ),
            notice_days=stop.notice_days,
            host_topic=stop.host_topic,
            is_site=stop.resource.kind == ResourceKind.SITE,
            is_step_free=stop.resource.is_step_free,
            visits=loads[stop.id].visits,
            place_left=_place_left(loads[stop.id], own.get(stop.resource_id, 0)),
        )
        for stop in stops
        if not stop.resource.is_retired
    )


def _place_left(load: Load, own: int) -> int | None:
    """Return how many visits a place may still have, when `own` of those counted are given up."""
    return None if load.limit is None else load.limit - load.place + own


def _count_places(event_ids: Sequence[int]) -> dict[int, int]:
    """Count how many of some events hold each resource."""
    rows = db.session.execute(
        select(Reservation.resource_id, func.count(Reservation.event_id.distinct()))
        .where(Reservation.event_id.in_(event_ids), Reservation.released_at.is_(None))
        .group_by(Reservation.resource_id)
    )
    return dict(iter(rows))


def _guides(
    hosts: Sequence[HostFacts], days: Sequence[date], availability: Availability
) -> tuple[Guide, ...]:
    uses = count_uses_in_quarter([host.id for host in hosts], days[0])
    return tuple(
        Guide(
            id=host.id,
            languages=host.languages,
            topics=host.topics,
            site_ids=host.site_ids,
            buffer=(availability.facts[host.id].setup + availability.facts[host.id].clearup) // 60,
            uses=uses.get(host.id, 0),
            left={day: _left(host, day, availability) for day in days},
            has_week_limit=host.max_per_week is not None,
        )
        for host in hosts
    )


def _left(host: HostFacts, day: date, availability: Availability) -> int:
    """Return how many tours a host may still have on a day, by the day's and the week's limit."""
    left = host.max_per_day - availability.count_uses(host.id, day)
    if host.max_per_week is None:
        return left
    monday = day - _ONE_DAY * day.weekday()
    week = sum(availability.count_uses(host.id, monday + _ONE_DAY * each) for each in range(7))
    return min(left, host.max_per_week - week)


def _rooms(stops: Sequence[Stop], wishes: Wishes) -> tuple[int, ...]:
    """Return the rooms that guests may be welcomed in: where most is shown first."""
    counts: dict[int, int] = {}
    for stop in stops:
        room = stop.resource
        fits = room.capacity is None or room.capacity >= wishes.size
        is_meant = (stop.kind == ONLINE) == (wishes.type == "digital")
        may_come = room.is_step_free or not wishes.needs_step_free
        if room.kind == ResourceKind.ROOM and fits and is_meant and may_come:
            counts[room.id] = counts.get(room.id, 0) + 1
    return tuple(sorted(counts, key=lambda number: (-counts[number], number)))


class _Ways:
    """How a party goes between places, by what it can go by."""

    def __init__(self, modes: tuple[str, ...]) -> None:
        self._known = list_ways()
        self._modes = modes
        self._found: dict[tuple[int, int], Way | None] = {}

    def __call__(self, start: int, end: int) -> Way | None:
        pair = (start, end) if start < end else (end, start)
        if pair not in self._found:
            known = self._known.get(pair, {})
            self._found[pair] = usual_way(known, self._modes) or (FAR if known else None)
        return self._found[pair]


def _ways(*, has_bus: bool) -> _Ways:
    return _Ways(("walk", "transit", "bus") if has_bus else ("walk", "transit"))
