"""What speaks for and against a request: gaps, the times it names, places that fit, conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.resources.models import Resource
from arena.resources.queries import (
    get_availability,
    seconds,
    working_days,
)
from arena.visits.models import Visit
from arena.visits.queries.free_times import HostRank, list_possible, rank_hosts
from arena.visits.queries.offer_parts import list_places
from arena.visits.queries.quarters import list_full_sites
from arena.visits.rules import completeness
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import OPEN, PENDING
from arena.visits.rules.times import programme

_ONE_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How it stands with a time that the booker named."""

    HELD = "held"
    FREE = "free"
    TAKEN = "taken"
    PAST = "past"


@dataclass(frozen=True)
class NamedTime:
    """A time that would suit the booker; `rank` 1 is the one that is held or settled."""

    rank: int
    starts_at: datetime
    standing: Standing


@dataclass(frozen=True)
class PlaceFit:
    """A room or site beside a visit; `is_own`: the offer goes there anyway."""

    place: Resource
    is_own: bool
    is_large_enough: bool
    is_free: bool
    is_open: bool

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against."""
        return self.is_large_enough and self.is_free and self.is_open


class Concern(StrEnum):
    """Something that staff should see before they confirm."""

    PAST = "past"
    CLOSED_DAY = "closed_day"
    FEW_HOSTS = "few_hosts"
    GROUP_SIZE = "group_size"
    PLACE_SMALL = "place_small"
    PLACE_CLOSED = "place_closed"
    SITE_FULL_QUARTER = "site_full_quarter"
    SAME_MEETING_POINT = "same_meeting_point"
    OTHER_REQUEST = "other_request"
    INTERPRETER = "interpreter"


@dataclass(frozen=True)
class Conflict:
    """A concern, and what it is about: a name, a reason, or numbers."""

    concern: Concern
    about: str = ""
    count: int = 0
    visit: Visit | None = None


def list_gaps(visit: Visit) -> list[completeness.Gap]:
    """Return what a request lacks."""
    return completeness.gaps(
        purpose=visit.purpose,
        phone=visit.contact_phone,
        organisation_type=visit.organisation_type,
        organisation_number=visit.organisation_number,
        invoice_reference=visit.invoice_reference,
        country=visit.country,
        fee_sek=visit.fee_sek,
        alternatives=len(visit.alternatives),
    )


def list_named_times(visit: Visit) -> list[NamedTime]:
    """Return the times that the booker named, and whether each could still be had."""
    event = visit.event
    first = Standing.PAST if event.starts_at <= clock.now() else Standing.HELD
    named = [NamedTime(1, event.starts_at, first)]
    others = [each for each in visit.alternatives if each.starts_at != event.starts_at]
    possible = list_possible(
        visit.offer,
        [each.starts_at for each in others],
        group_size=visit.group_size,
        language=visit.language,
        ignore_event=visit.event_id,
        any_hours=True,
    )
    return named + [
        NamedTime(each.rank, each.starts_at, _standing(each.starts_at, possible)) for each in others
    ]


def list_ranks(visit: Visit, starts_at: datetime | None = None) -> list[HostRank]:
    """Return every host beside a visit at its present time, or at another one, best first."""
    event = visit.event
    moved = starts_at - event.starts_at if starts_at else timedelta()
    return rank_hosts(
        visit.offer,
        event.starts_at + moved,
        event.ends_at + moved,
        language=visit.language,
        ignore_event=visit.event_id,
        any_hours=True,
    )


def list_place_fits(
    visit: Visit, during: tuple[datetime, datetime] | None = None
) -> list[PlaceFit]:
    """Return every place beside a visit: what fits first, in the order of their names.

    `during` is the part of the visit that it is for; without it that of the first place.
    """
    places = list_places()
    starts_at, ends_at = during or _first_part(visit)
    day = clock.date_of(starts_at)
    availability = get_availability(
        [place.id for place in places],
        starts_on=day,
        ends_on=day + _ONE_DAY,
        ignore_event=visit.event_id,
    )
    own = {stop.resource_id for stop in visit.offer.stops}
    start, end = seconds(starts_at), seconds(ends_at)
    fits = []
    for place in places:
        units = availability.facts[place.id].units_for(visit.group_size)
        fits.append(
            PlaceFit(
                place=place,
                is_own=place.id in own,
                is_large_enough=units <= len(place.units),
                is_free=availability.is_free(place.id, start, end, units),
                is_open=availability.is_open(place.id, start, end, any_hours=True),
            )
        )
    return sorted(fits, key=lambda fit: not fit.fits)


def find_conflicts(
    visit: Visit, ranks: Sequence[HostRank], earlier: Sequence[Visit], language: str
) -> list[Conflict]:
    """Return what staff should see before they confirm; reasons in `language`.

    `ranks` and `earlier` are what `list_ranks` and `list_earlier_visits` gave for it.
    """
    if visit.state not in OPEN:
        return []
    return [
        *_of_time(visit, language),
        *_of_group(visit, ranks),
        *_of_places(visit, language),
        *_of_quarter(visit, language),
        *_of_others(visit, earlier),
    ]


def _of_time(visit: Visit, language: str) -> Iterator[Conflict]:
    if visit.event.starts_at <= clock.now() and visit.state in PENDING:
        yield Conflict(Concern.PAST)
    day = clock.date_of(visit.event.starts_at)
    reason = working_days().closed_reason(day, language)
    if reason:
        yield Conflict(Concern.CLOSED_DAY, reason)


def _of_group(visit: Visit, ranks: Sequence[HostRank]) -> Iterator[Conflict]:
    offer = visit.offer
    if not offer.group_min <= visit.group_size <= offer.group_max:
        yield Conflict(Concern.GROUP_SIZE, f"{offer.group_min}–{offer.group_max}")
    needed = hosts_needed(visit.group_size, offer.group_per_host)
    fitting = sum(rank.fits for rank in ranks)
    if fitting < needed and visit.state in PENDING:
        yield Conflict(Concern.FEW_HOSTS, count=needed - fitting)
    if visit.has_interpreter:
        yield Conflict(Concern.INTERPRETER)


def _of_places(visit: Visit, language: str) -> Iterator[Conflict]:
    timetable = working_days().timetable
    day = clock.date_of(visit.event.starts_at)
    for place in {stop.resource for stop in visit.offer.stops if stop.resource is not None}:
        name = place.name_en if language == "en" else place.name_sv
        if place.capacity is not None and place.capacity * len(place.units) < visit.group_size:
            yield Conflict(Concern.PLACE_SMALL, name, place.capacity * len(place.units))
        closure = timetable.closure_on(day, place.id)
        if closure is not None:
            yield Conflict(Concern.PLACE_CLOSED, f"{name}: {closure.reason(language)}")


def _of_quarter(visit: Visit, language: str) -> Iterator[Conflict]:
    """Warn of one visit more in the quarter than a site should have: people live and work there."""
    for full in list_full_sites(visit.offer, visit.event.starts_at, visit.event):
        name = full.site.name_en if language == "en" else full.site.name_sv
        yield Conflict(Concern.SITE_FULL_QUARTER, name, full.number)


def _of_others(visit: Visit, earlier: Sequence[Visit]) -> Iterator[Conflict]:
    for other in earlier:
        if other.state in PENDING:
            yield Conflict(Concern.OTHER_REQUEST, visit=other)
    same = (
        select(Visit)
        .join(Visit.event)
        .where(
            Event.id != visit.event_id,
            Event.starts_at == visit.event.starts_at,
            Event.place_sv == visit.event.place_sv,
            Event.place_sv != "",
            Event.status != EventStatus.CANCELLED,
            Visit.state.in_(OPEN),
        )
        .options(selectinload(Visit.event))
    )
    for other in db.session.scalars(same):
        yield Conflict(Concern.SAME_MEETING_POINT, visit=other)


def _standing(starts_at: datetime, possible: Collection[datetime]) -> Standing:
    if starts_at <= clock.now():
        return Standing.PAST
    return Standing.FREE if starts_at in possible else Standing.TAKEN


def _first_part(visit: Visit) -> tuple[datetime, datetime]:
    """Return when the programme's first place is used: another place would stand in for it."""
    for part in programme(visit.offer.stops, visit.event.starts_at):
        if part.stop.resource_id is not None:
            return part.starts_at, part.ends_at
    return visit.event.starts_at, visit.event.ends_at
