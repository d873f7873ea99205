"""Being away: told in days or for a part of a day, changed, and taken back.

What the host was to lead stays where it is until somebody has found another; those who plan are
mailed which it is, and find it under Today.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from arena import clock, db
from arena.accounts.queries import list_planners
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Audience, EventStatus
from arena.events.services import EventFacts, change_event, create_event, lock_calendar
from arena.hosting.models import Absence
from arena.hosting.queries.absences import (
    ends_with,
    is_covered,
    list_met,
    list_out_of_step,
    list_partly_away,
)
from arena.hosting.services.errors import AbsenceIsOver, AwayAlready, BeganAlready, OverAlready
from arena.messages.services import Recipient, queue
from arena.resources.models import ABSENCE, Reservation, Resource
from arena.resources.rules.hours import day_span
from arena.resources.rules.intervals import free_intervals
from arena.resources.services import (
    add_closure,
    change_closure,
    release,
    remove_closure,
    take_time,
)

WORDS_SV, WORDS_EN = "Upptagen", "Busy"  # All that others read of it.


@dataclass(frozen=True)
class Days:
    """Whole local days, from one to (not including) another."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Hours:
    """A part of a day, from one moment to (not including) another."""

    starts_at: datetime
    ends_at: datetime


When = Days | Hours


def span_of(when: When) -> tuple[datetime, datetime]:
    """Return the moments between which somebody is away."""
    if isinstance(when, Hours):
        return when.starts_at, when.ends_at
    zone = clock.zone()
    return day_span(when.starts_on, zone)[0], day_span(when.ends_on, zone)[0]


def go_away(host: Resource, when: When, *, by: Actor) -> Absence:
    """Tell that a host is away; raise `OverAlready`, `BeganAlready` or `AwayAlready`."""
    lock_calendar()
    absence = _make(host, when, by)
    record("hosting.go_away", subject=host, by=by, detail=_detail(absence))
    _tell(absence, frozenset(), by)
    return absence


def change_absence(absence: Absence, when: When, *, by: Actor) -> Absence:
    """Be away at another time instead; raise what `go_away` raises, or `AbsenceIsOver`.

    Days that have been stay as they were, and those to come are changed.
    """
    lock_calendar()
    host = absence.resource
    before = {event.id for event in list_met(host, absence.starts_at, absence.ends_at)}
    if isinstance(when, Days) and _may_move(absence, when):
        _move(absence, when, by)
        changed = absence
    else:
        _take_back(absence, by)
        changed = _make(host, when, by)
    record("hosting.change_absence", subject=host, by=by, detail=_detail(changed))
    _tell(changed, before, by)
    return changed


def come_back(absence: Absence, *, by: Actor) -> None:
    """Take an absence back: free times show it at once. Raises `AbsenceIsOver`.

    One of days that has begun ends with yesterday instead.
    """
    lock_calendar()
    record("hosting.come_back", subject=absence.resource, by=by, detail=_detail(absence))
    _take_back(absence, by)


def hold_absences() -> None:
    """Reserve what has become free of the hosts who are away for a part of a day.

    A visit that was there first keeps its time; once it has another host, the absence takes it.
    Days whose closure was ended as a closure, and not as an absence, end with it.
    """
    for absence in list_out_of_step():
        absence.ends_at = ends_with(absence)
    absences = list_partly_away()
    if absences:
        lock_calendar()
        for absence in absences:
            _hold(absence)


def _check(host: Resource, when: When, *, ignore: Absence | None = None) -> None:
    starts_at, ends_at = span_of(when)
    if ends_at <= clock.now():
        raise OverAlready
    if ignore is None and isinstance(when, Days) and when.starts_on < clock.today():
        raise BeganAlready
    if is_covered(host, starts_at, ends_at, ignore=ignore):
        raise AwayAlready


def _may_move(absence: Absence, when: Days) -> bool:
    """Tell whether the days can become others: those that have been stay."""
    closure = absence.closure
    if closure is None:
        return False
    return when.starts_on == closure.starts_on or min(when.starts_on, closure.starts_on) >= (
        clock.today()
    )


def _move(absence: Absence, when: Days, by: Actor) -> None:
    if absence.ends_at <= clock.now():
        raise AbsenceIsOver
    _check(absence.resource, when, ignore=absence)
    if absence.closure is not None:
        change_closure(absence.closure, starts_on=when.starts_on, ends_on=when.ends_on, by=by)
    absence.starts_at, absence.ends_at = span_of(when)
    db.session.flush()


def _make(host: Resource, when: When, by: Actor) -> Absence:
    _check(host, when)
    starts_at, ends_at = span_of(when)
    absence = Absence(
        resource_id=host.id, starts_at=starts_at, ends_at=ends_at, created_at=clock.now()
    )
    if isinstance(when, Days):
        absence.closure = add_closure(
            host,
            starts_on=when.starts_on,
            ends_on=when.ends_on,
            reason_sv=WORDS_SV,
            reason_en=WORDS_EN,
            by=by,
        )
    else:
        absence.event = create_event(_facts(host, when))
    absence.resource = host
    db.session.add(absence)
    db.session.flush()
    if absence.event is not None:
        _hold(absence)
    return absence


def _facts(host: Resource, when: Hours) -> EventFacts:
    return EventFacts(
        kind=ABSENCE,
        status=EventStatus.CONFIRMED,
        audience=Audience.STAFF,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        title_sv=WORDS_SV,
        title_en=WORDS_EN,
        staff_note=host.host.user.name if host.host else "",
    )


def _take_back(absence: Absence, by: Actor) -> None:
    if absence.ends_at <= clock.now():
        raise AbsenceIsOver
    closure, event, today = absence.closure, absence.event, clock.today()
    if closure is not None and closure.starts_on < today:
        absence.ends_at = day_span(today, clock.zone())[0]
    else:
        db.session.delete(absence)
    db.session.flush()
    if closure is not None:
        remove_closure(closure, by=by)
    if event is not None:
        release(event)
        change_event(event, status=EventStatus.CANCELLED)
    db.session.flush()


def _hold(absence: Absence) -> None:
    event, host = absence.event, absence.resource
    if event is None:
        return
    span = absence.starts_at, absence.ends_at
    held = db.session.execute(
        select(Reservation.starts_at, Reservation.ends_at).where(
            Reservation.resource_id == host.id,
            Reservation.released_at.is_(None),
            Reservation.starts_at < absence.ends_at,
            Reservation.ends_at > absence.starts_at,
        )
    ).all()
    taken = [(starts_at, ends_at) for starts_at, ends_at in held]
    for starts_at, ends_at in free_intervals(span, taken):
        take_time(event, host, starts_at, ends_at)


def _tell(absence: Absence, known: Collection[int], by: Actor) -> None:
    """Mail those who plan, if anything new needs another host; who did it knows already."""
    met = list_met(absence.resource, absence.starts_at, absence.ends_at)
    if all(event.id in known for event in met):
        return
    for person in list_planners():
        if by != Actor.user(person.id):
            queue(
                "hosting/away",
                Recipient(person.email, person.name, person.language),
                subject=f"absence:{absence.id}",
                occasion=f"{absence.starts_at:%Y-%m-%dT%H:%MZ}/{absence.ends_at:%Y-%m-%dT%H:%MZ}",
                params={"absence_id": absence.id},
            )


def _detail(absence: Absence) -> dict[str, str]:
    return {
        "from": absence.starts_at.isoformat(timespec="minutes"),
        "until": absence.ends_at.isoformat(timespec="minutes"),
    }
