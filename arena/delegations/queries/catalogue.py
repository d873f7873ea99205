"""The catalogue of stops: which there are, how often each is visited, and the ways between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.delegations.models import Delegation, ProgrammeItem, Stop, TravelTime
from arena.delegations.rules.ladder import PLANNED, TOOK_PLACE
from arena.errors import NotFound
from arena.resources.models import Resource, ResourceKind
from arena.resources.queries import count_uses_in_quarter
from arena.resources.rules.hours import quarter_days

PLACES = (ResourceKind.SITE, ResourceKind.ROOM)
_KEY = "stop:"


@dataclass(frozen=True)
class Load:
    """How much a stop is visited in a quarter: by delegations, and its place by everybody."""

    visits: int
    place: int
    limit: int | None  # Of the place.

    @property
    def is_full(self) -> bool:
        """Whether the place has had all the visits that it is to have."""
        return self.limit is not None and self.place >= self.limit


def stop_key(stop: Stop) -> str:
    """Return how items of programmes call a stop."""
    return f"{_KEY}{stop.id}"


def stop_number(key: str) -> int:
    """Return the number of the stop that an item calls by `key`; 0 where it calls none."""
    text = key.removeprefix(_KEY)
    return int(text) if key.startswith(_KEY) and text.isdecimal() else 0


def get_stop(stop_id: int) -> Stop:
    """Return a stop, offered or not; raise `NotFound`."""
    found = db.session.scalar(
        select(Stop).where(Stop.id == stop_id).options(joinedload(Stop.resource))
    )
    if found is None:
        raise NotFound
    return found


def list_stops(
    *, text: str = "", topic: str | None = None, with_closed: bool = False
) -> list[Stop]:
    """Return stops whose title, code, place or summary holds `text`, by place and title."""
    query = (
        select(Stop)
        .join(Stop.resource)
        .options(joinedload(Stop.resource))
        .order_by(Resource.name_sv, Stop.title_sv, Stop.id)
    )
    if not with_closed:
        query = query.where(Stop.closed_at.is_(None))
    if text:
        columns = (
            Stop.code,
            Stop.title_sv,
            Stop.title_en,
            Stop.summary_sv,
            Stop.summary_en,
            Resource.name_sv,
            Resource.name_en,
        )
        query = query.where(or_(*(each.icontains(text, autoescape=True) for each in columns)))
    found = db.session.scalars(query).all()
    # Topics are kept as JSON, which the two databases look into in different ways.
    return [stop for stop in found if topic is None or topic in stop.topics]


def map_stops(numbers: Collection[int]) -> Mapping[int, Stop]:
    """Return stops by their numbers, with their places."""
    found = db.session.scalars(
        select(Stop).where(Stop.id.in_(numbers)).options(joinedload(Stop.resource))
    )
    return {stop.id: stop for stop in found}


def map_titles(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what stops are called, by their numbers."""
    rows = db.session.execute(select(Stop.id, Stop.title_sv).where(Stop.id.in_(numbers)))
    return {row.id: row.title_sv for row in rows}


def list_topics() -> set[str]:
    """Return the topics that any stop is about."""
    topics: set[str] = set()
    for known in db.session.scalars(select(Stop.topics)):
        topics |= set(known)
    return topics


def list_host_topics() -> set[str]:
    """Return what any stop asks its host to know."""
    return set(db.session.scalars(select(Stop.host_topic).where(Stop.host_topic != "").distinct()))


def map_loads(
    stops: Iterable[Stop], day: date, *, besides: Delegation | None = None
) -> Mapping[int, Load]:
    """Return how much stops are visited in the quarter of `day`, by their numbers; two queries.

    The visits of the delegation `besides` are not counted: it is the one that is planned for.
    """
    stops = list(stops)
    first, following = quarter_days(day)
    query = (
        select(ProgrammeItem.stop_key, func.count(ProgrammeItem.delegation_id.distinct()))
        .join(Delegation, Delegation.id == ProgrammeItem.delegation_id)
        .where(
            ProgrammeItem.stop_key.in_({stop_key(stop) for stop in stops}),
            ProgrammeItem.day >= first,
            ProgrammeItem.day < following,
            Delegation.state.in_(PLANNED | TOOK_PLACE),
        )
        .group_by(ProgrammeItem.stop_key)
    )
    if besides is not None:
        query = query.where(ProgrammeItem.delegation_id != besides.id)
    visits: dict[str, int] = dict(iter(db.session.execute(query)))
    places = count_uses_in_quarter({stop.resource_id for stop in stops}, day)
    return {
        stop.id: Load(
            visits.get(stop_key(stop), 0),
            places.get(stop.resource_id, 0),
            stop.resource.quarter_limit,
        )
        for stop in stops
    }


def list_places(*, only_used: bool = False) -> Sequence[Resource]:
    """Return the sites and rooms in use; only those with an open stop or a known way, if asked."""
    query = select(Resource).where(Resource.kind.in_(PLACES), Resource.closed_at.is_(None))
    if only_used:
        stopped = select(Stop.resource_id).where(Stop.closed_at.is_(None))
        ways = select(TravelTime.from_id).union(select(TravelTime.to_id))
        query = query.where(or_(Resource.id.in_(stopped), Resource.id.in_(ways)))
    return db.session.scalars(query.order_by(Resource.name_sv, Resource.id)).all()


def get_place(resource_id: int) -> Resource:
    """Return a site or a room; raise `NotFound`."""
    found = db.session.get(Resource, resource_id)
    if found is None or found.kind not in PLACES:
        raise NotFound
    return found


def list_ways() -> Mapping[tuple[int, int], Mapping[str, int]]:
    """Return the known ways, minutes by mode; by the lower place's number, then the higher's."""
    ways: dict[tuple[int, int], dict[str, int]] = {}
    for way in db.session.scalars(select(TravelTime)):
        ways.setdefault((way.from_id, way.to_id), {})[way.mode] = way.minutes
    return ways


def list_next_visits(stop: Stop, today: date, limit: int = 10) -> Sequence[ProgrammeItem]:
    """Return the next items of programmes that are this stop, with their delegations."""
    return db.session.scalars(
        select(ProgrammeItem)
        .join(ProgrammeItem.delegation)
        .options(joinedload(ProgrammeItem.delegation), joinedload(ProgrammeItem.event))
        .where(
            ProgrammeItem.stop_key == stop_key(stop),
            ProgrammeItem.day >= today,
            Delegation.state.in_(PLANNED),
        )
        .order_by(ProgrammeItem.day, ProgrammeItem.position)
        .limit(limit)
    ).all()
