"""Looking for a room: what fits, what nearly does, and why nothing does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from arena import clock
from arena.meeting_place.queries.house import House, read_house_at
from arena.meeting_place.queries.nearest import nearest_open
from arena.meeting_place.rules.fitting import Fit, Wish, rooms_for
from arena.resources.models import Resource
from arena.resources.queries import seconds

GRACE = timedelta(minutes=15)  # Who sits down at five past may still book from the full hour.


@dataclass(frozen=True, kw_only=True)
class Search:
    """What somebody looks for; `equipment` is how many sets of each are wanted."""

    starts_at: datetime
    ends_at: datetime
    people: int
    layout: str = ""
    features: Collection[str] = ()
    is_step_free: bool = False
    equipment: Mapping[int, int] = field(default_factory=dict)
    room_id: int | None = None

    def wish(self) -> Wish:
        """Return it as the rule of fitting takes it."""
        return Wish(
            start=seconds(self.starts_at),
            end=seconds(self.ends_at),
            people=self.people,
            layout=self.layout,
            features=frozenset(self.features),
            is_step_free=self.is_step_free,
            room_id=self.room_id,
            earliest=seconds(clock.now() - GRACE),
        )


class Why(StrEnum):
    """Why nothing fits."""

    PAST = "past"
    NO_ROOMS = "no_rooms"
    CLOSED = "closed"
    HOURS = "hours"
    TOO_MANY = "too_many"
    LAYOUT = "layout"  # No room that would do seats so many in it.
    NOT_SO = "not_so"  # No room has what is asked for.
    EQUIPMENT = "equipment"
    TAKEN = "taken"


_ANOTHER_TIME = {Why.CLOSED, Why.HOURS, Why.TAKEN, Why.EQUIPMENT}  # Another time would help.


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why nothing fits, with what is told of it."""

    why: Why
    limit: int | None = None  # Of the largest room, or of the equipment.
    resource: Resource | None = None  # The largest room, or the equipment.
    words: str = ""  # Why it is closed.
    hours: Sequence[tuple[time, time]] = ()  # Local times.
    layout: str = ""  # That seats too few everywhere.


@dataclass(frozen=True, kw_only=True)
class Found:
    """A room at a time; `fit` says what differs."""

    room: Resource
    starts_at: datetime
    ends_at: datetime
    fit: Fit
    is_within_hours: bool

    @property
    def held_from(self) -> datetime:
        """When setting up begins."""
        return self.starts_at - timedelta(minutes=self.room.setup_minutes)

    @property
    def held_until(self) -> datetime:
        """When clearing up ends."""
        return self.ends_at + timedelta(minutes=self.room.clearup_minutes)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was found; `reasons` where nothing fits exactly."""

    fits: Sequence[Found]
    near: Sequence[Found]
    reasons: Sequence[Reason]


def look(
    search: Search, *, is_partner: bool, language: str, ignore_events: Collection[int] = ()
) -> Result:
    """Return the rooms that fit a search, near misses, and why there is none."""
    house = read_house_at(
        search.starts_at,
        search.ends_at,
        is_partner=is_partner,
        equipment=search.equipment,
        ignore_events=ignore_events,
    )
    result = look_in(house, search, language=language)
    whys = {each.why for each in result.reasons}
    if result.fits or result.near or not whys <= _ANOTHER_TIME:
        return result
    around = nearest_open(house, search.wish(), ignore_events=ignore_events)
    return replace(result, near=[found_of(house, fit) for fit in around])


def look_in(house: House, search: Search, *, language: str) -> Result:
    """Look in a house that was read before."""
    wish = search.wish()
    if wish.start < wish.earliest:
        return Result(fits=(), near=(), reasons=[Reason(why=Why.PAST)])
    choice = house.choose(wish)
    fits = [found_of(house, fit) for fit in choice.fits]
    near = [found_of(house, fit) for fit in choice.near]
    near.sort(key=lambda found: not found.is_within_hours)  # Stable: else the best stays first.
    reasons = [] if fits else list(_reasons(house, search, wish, language))
    return Result(fits=fits, near=near, reasons=reasons)


def rooms_that_seat(people: int, house: House) -> list[Resource]:
    """Return the rooms that take so many people in some layout, the smallest first."""
    return [house.rooms[room.id] for room in rooms_for(people, house.rules.values())]


def found_of(house: House, fit: Fit) -> Found:
    """Return what the rule of fitting chose, as people read it."""
    return Found(
        room=house.rooms[fit.room_id],
        starts_at=datetime.fromtimestamp(fit.start, UTC),
        ends_at=datetime.fromtimestamp(fit.end, UTC),
        fit=fit,
        is_within_hours=house.is_within_hours(fit.room_id, fit.start, fit.end),
    )


def _reasons(house: House, search: Search, wish: Wish, language: str) -> list[Reason]:
    """Return why nothing fits: the first that would have to change."""
    if not house.rooms:
        return [Reason(why=Why.NO_ROOMS)]
    seating = rooms_for(search.people, house.rules.values())
    if not seating:
        largest = max(house.rules.values(), key=lambda room: room.limit() or 0)
        room = house.rooms[largest.id]
        return [Reason(why=Why.TOO_MANY, limit=largest.limit(), resource=room)]
    offering = [room for room in seating if room.offers(wish)]
    if not offering:
        return [Reason(why=Why.NOT_SO)]
    offering = [room for room in offering if room.takes(wish.people, wish.layout)]
    if not offering:
        return [Reason(why=Why.LAYOUT, layout=wish.layout)]
    day = clock.date_of(search.starts_at)
    open_rooms = [room for room in offering if house.is_open(room.id, wish.start, wish.end)]
    if not open_rooms:
        closed = house.closed_reason(day, language)
        if closed is not None:
            return [Reason(why=Why.CLOSED, words=closed)]
        return [Reason(why=Why.HOURS, hours=house.hours_of(day))]
    short = [
        Reason(
            why=Why.EQUIPMENT, limit=house.units_free(each, wish.start, wish.end), resource=resource
        )
        for each, resource in house.equipment_records().items()
        if house.units_free(each, wish.start, wish.end) < house.equipment[each]
    ]
    return short or [Reason(why=Why.TAKEN)]
