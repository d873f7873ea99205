"""Hours, closures and special days as staff read them, and what a closure would meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import QueryableAttribute, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from arena import clock, db
from arena.errors import NotFound
from arena.events.models import Event, EventStatus
from arena.resources.keepers import is_kept_here
from arena.resources.models import (
    ABSENCE,
    Closure,
    HostProfile,
    OpeningHours,
    Reservation,
    Resource,
)
from arena.resources.queries.working_days import WorkingDays
from arena.resources.rules.days import DayKind
from arena.resources.rules.hours import WeeklyHours, day_span, schedule_on


@dataclass(frozen=True)
class Schedule:
    """The weekly hours of one period, of a resource or of the arena, Monday first."""

    resource: Resource | None
    valid_from: date
    valid_until: date | None
    lines: Sequence[OpeningHours]
    holds_today: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds."""
        return None if self.valid_until is None else self.valid_until - timedelta(days=1)

    @property
    def days(self) -> list[list[tuple[time, time]]]:
        """The hours of each weekday, Monday first; none where it is closed."""
        return [
            [(line.opens_at, line.closes_at) for line in self.lines if line.weekday == day]
            for day in range(7)
        ]


@dataclass(frozen=True)
class SpecialDay:
    """A holiday, an eve or a squeeze day to come."""

    day: date
    kind: DayKind
    name: str
    is_closed: bool
    is_weekend: bool
    booked: int


def list_schedules(resource: Resource | None) -> list[Schedule]:
    """Return the schedules of a resource, or with None of the arena, the newest first."""
    return _schedules(
        OpeningHours.resource_id.is_(None)
        if resource is None
        else OpeningHours.resource_id == resource.id
    )


def list_schedules_of_resources() -> list[Schedule]:
    """Return the schedules of all resources in use that have their own, by resource."""
    in_use = select(Resource.id).where(Resource.closed_at.is_(None))
    return _schedules(OpeningHours.resource_id.in_(in_use))


def get_closure(closure_id: int) -> Closure:
    """Return one closure that is kept here, or raise `NotFound`: an absence is not."""
    closure = db.session.scalar(
        select(Closure)
        .where(Closure.id == closure_id, is_kept_here())
        .options(_with_its_host(Closure.resource))
    )
    if closure is None:
        raise NotFound
    return closure


def find_closure(resource_id: int | None, starts_on: date, ends_on: date) -> Closure | None:
    """Return the latest closure of a resource, or with None of the arena, of exactly those days."""
    query = select(Closure).where(Closure.starts_on == starts_on, Closure.ends_on == ends_on)
    if resource_id is None:
        query = query.where(Closure.resource_id.is_(None))
    else:
        query = query.where(Closure.resource_id == resource_id)
    return db.session.scalars(query.order_by(Closure.id.desc())).first()


def list_closures_on(resource_id: int | None, starts_on: date, ends_on: date) -> Sequence[Closure]:
    """Return what closes a resource, or with None the arena, on days of `[starts_on, ends_on)`.

    A closed arena closes its resources too. What is closed for a part of the days is among them.
    """
    closes: ColumnElement[bool] = Closure.resource_id.is_(None)
    if resource_id is not None:
        closes = or_(closes, Closure.resource_id == resource_id)
    return db.session.scalars(
        select(Closure)
        .where(closes, Closure.starts_on < ends_on, Closure.ends_on > starts_on, is_kept_here())
        .options(_with_its_host(Closure.resource))
        .order_by(Closure.starts_on, Closure.id)
    ).all()


def list_closures(
    *, resource: Resource | None = None, is_over: bool = False, limit: int = 200
) -> Sequence[Closure]:
    """Return closures to come and under way, next first; or those that are over, latest first.

    With `resource` only its own, else those of the arena and of all resources. Those that are kept
    elsewhere, as hosts' absences are, are left out.
    """
    query = (
        select(Closure).where(is_kept_here()).options(_with_its_host(Closure.resource)).limit(limit)
    )
    if resource is not None:
        query = query.where(Closure.resource_id == resource.id)
    if is_over:
        query = query.where(Closure.ends_on <= clock.today()).order_by(Closure.starts_on.desc())
    else:
        query = query.where(Closure.ends_on > clock.today()).order_by(Closure.starts_on, Closure.id)
    return db.session.scalars(query).all()


def list_events_within(
    resource: Resource | None, starts_on: date, ends_on: date
) -> Sequence[Event]:
    """Return the events that a closure of the days `[starts_on, ends_on)` would meet, in order.

    Of a resource those that hold it then; of the arena every one that takes place then. Those that
    have begun already are left out, and those that are cancelled; so are hosts' absences.
    """
    zone = clock.zone()
    starts_at = max(day_span(starts_on, zone)[0], clock.now())
    ends_at = day_span(ends_on, zone)[0]
    query = (
        select(Event)
        .where(
            Event.kind != ABSENCE,
            Event.status != EventStatus.CANCELLED,
            Event.starts_at < ends_at,
            Event.ends_at > starts_at,
            Event.starts_at >= clock.now(),
        )
        .order_by(Event.starts_at, Event.id)
    )
    if resource is not None:
        holding = select(Reservation.event_id).where(
            Reservation.resource_id == resource.id,
            Reservation.released_at.is_(None),
            Reservation.starts_at < ends_at,
            Reservation.ends_at > starts_at,
        )
        query = query.where(Event.id.in_(holding))
    return db.session.scalars(query).all()


def list_special_days(
    calendar: WorkingDays, starts_on: date, ends_on: date, language: str
) -> list[SpecialDay]:
    """Return the special days of `[starts_on, ends_on)`, and how much is booked on each."""
    days = list(calendar.special_days(starts_on, ends_on))
    booked = _count_events([day for day, _ in days])
    return [
        SpecialDay(
            day=day,
            kind=kind,
            name=calendar.name(day, language) or "",
            is_closed=calendar.is_closed_by_rule(day),
            is_weekend=day.weekday() >= 5,
            booked=booked[day],
        )
        for day, kind in days
    ]


def _with_its_host(resource: QueryableAttribute[Any]) -> ORMOption:
    """Read the resource of a row as well, and who it is when it is a host: it has their name."""
    return joinedload(resource).joinedload(Resource.host).joinedload(HostProfile.user)


def _schedules(condition: ColumnElement[bool]) -> list[Schedule]:
    lines = db.session.scalars(
        select(OpeningHours)
        .options(_with_its_host(OpeningHours.resource))
        .where(condition)
        .order_by(
            OpeningHours.resource_id,
            OpeningHours.valid_from.desc(),
            OpeningHours.valid_until,
            OpeningHours.weekday,
            OpeningHours.opens_at,
        )
    ).all()
    return [
        schedule
        for _, of_one in groupby(lines, key=lambda line: line.resource_id)
        for schedule in _of_one(list(of_one))
    ]


def _of_one(lines: Sequence[OpeningHours]) -> Iterator[Schedule]:
    holding = schedule_on(clock.today(), [_weekly(line) for line in lines])
    period_today = holding[0].period if holding else None
    for period, of_period in groupby(lines, key=lambda line: (line.valid_from, line.valid_until)):
        yield Schedule(lines[0].resource, *period, list(of_period), period == period_today)


def _weekly(line: OpeningHours) -> WeeklyHours:
    return WeeklyHours(
        weekday=line.weekday,
        opens_at=line.opens_at,
        closes_at=line.closes_at,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
    )


def _count_events(days: Sequence[date]) -> Counter[date]:
    zone = clock.zone()
    spans = [day_span(day, zone) for day in days]
    if not spans:
        return Counter()
    within = [and_(Event.starts_at >= start, Event.starts_at < end) for start, end in spans]
    starts: Sequence[datetime] = db.session.scalars(
        select(Event.starts_at).where(
            Event.kind != ABSENCE, Event.status != EventStatus.CANCELLED, or_(*within)
        )
    ).all()
    return Counter(clock.date_of(start) for start in starts)
