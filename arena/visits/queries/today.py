"""The coordinator's day: what waits, what is late, what takes place, and the weeks to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.resources.queries import get_timetable, list_host_facts
from arena.resources.queries.working_days import working_days
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, WALK, OpenWalk, Visit, VisitState
from arena.visits.queries.asking import Unanswered, list_unanswered
from arena.visits.queries.hosting import Deserted, list_deserted
from arena.visits.queries.tours import Tour, list_tours
from arena.visits.queries.visits import list_requests
from arena.visits.queries.walks import ClosedWalk, list_closed_walks
from arena.visits.queries.worklists import Late, list_late
from arena.visits.rules.ladder import OPEN, Stage
from arena.visits.rules.times import AHEAD_DAYS

WEEKS = 8
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ClosedDay:
    """A weekday on which the arena is closed, and why."""

    day: date
    reason: str


@dataclass
class Week:
    """One ISO week: what is settled, what is only held, and how much the hosts could lead."""

    monday: date
    confirmed: int = 0
    pending: int = 0
    people: int = 0
    capacity: int = 0  # Tours that the hosts could lead on the open weekdays.
    closed_days: list[ClosedDay] = field(default_factory=list)


@dataclass(frozen=True)
class Today:
    """All that the page Today shows."""

    waiting: Sequence[Visit]
    waiting_total: int
    with_booker: Sequence[Visit]
    with_booker_total: int
    late: Late
    deserted: Sequence[Deserted]
    unanswered: Sequence[Unanswered]
    closed_walks: Sequence[ClosedWalk]
    tours: Sequence[Tour]
    weeks: Sequence[Week]
    unset_from: date | None  # The first day that can be booked, and has no opening hours yet.


def get_today(language: str, limit: int = 20) -> Today:
    """Return what the coordinator needs to see; reasons of closed days in `language`."""
    waiting = list_requests(Stage.WAITING, limit=limit)
    with_booker = list_requests(Stage.WITH_BOOKER, limit=limit)
    return Today(
        waiting=waiting.visits,
        waiting_total=waiting.total,
        with_booker=with_booker.visits,
        with_booker_total=with_booker.total,
        late=list_late(clock.now()),
        deserted=list_deserted(),
        unanswered=list_unanswered(),
        closed_walks=list_closed_walks(),
        tours=list_tours_on(clock.today()),
        weeks=list_weeks(clock.today(), WEEKS, language),
        unset_from=find_day_without_hours(),
    )


def find_day_without_hours() -> date | None:
    """Find the first day on which visits could be booked, were opening hours set for it."""
    today = clock.today()
    return get_timetable().first_day_without_hours(today, today + timedelta(days=AHEAD_DAYS))


def list_tours_on(day: date) -> list[Tour]:
    """Return the visits and walks that begin on a local day and take place, in order of time."""
    starts_at, ends_at = day_span(day, clock.zone())
    events = db.session.scalars(
        select(Event)
        .where(
            Event.kind.in_((VISIT, WALK)),
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at >= starts_at,
            Event.starts_at < ends_at,
        )
        .options(selectinload(Event.attendees))
        .order_by(Event.starts_at, Event.id)
    ).all()
    return list_tours(events)


def list_weeks(first: date, count: int, language: str) -> list[Week]:
    """Return `count` ISO weeks, from that of `first` on."""
    monday = first - first.weekday() * _ONE_DAY
    weeks = [Week(monday + timedelta(weeks=number)) for number in range(count)]
    _add_capacity(weeks, language)
    by_monday = {week.monday: week for week in weeks}
    for starts_at, state, people in _rows(monday, weeks[-1].monday + 7 * _ONE_DAY):
        day = clock.date_of(starts_at)
        week = by_monday[day - day.weekday() * _ONE_DAY]
        week.people += people
        if state == VisitState.CONFIRMED:
            week.confirmed += 1
        else:
            week.pending += 1
    return weeks


def _add_capacity(weeks: Sequence[Week], language: str) -> None:
    calendar, timetable, hosts = working_days(), get_timetable(), list_host_facts()
    for week in weeks:
        for number in range(5):
            day = week.monday + number * _ONE_DAY
            reason = calendar.no_times_reason(day, language)
            if reason is not None:
                week.closed_days.append(ClosedDay(day, reason))
                continue
            week.capacity += sum(
                host.max_per_day for host in hosts if timetable.closure_on(day, host.id) is None
            )


def _rows(starts_on: date, ends_on: date) -> list[tuple[datetime, str, int]]:
    """Return start, state and head-count of all that takes place or is held, walks as one each."""
    starts_at = day_span(starts_on, clock.zone())[0]
    ends_at = day_span(ends_on, clock.zone())[0]
    within = (
        Event.status != EventStatus.CANCELLED,
        Event.starts_at >= starts_at,
        Event.starts_at < ends_at,
    )
    counted = func.coalesce(Visit.actual_headcount, Visit.group_size)
    visits = db.session.execute(
        select(Event.starts_at, Visit.state, counted)
        .join(Visit.event)
        .where(*within, Event.kind == VISIT)
    )
    walks = db.session.execute(
        select(Event.starts_at, OpenWalk.seats_taken).join(OpenWalk.event).where(*within)
    )
    return [
        (at, state if state in OPEN else VisitState.CONFIRMED, people)
        for at, state, people in visits
    ] + [(at, VisitState.CONFIRMED, people) for at, people in walks]
