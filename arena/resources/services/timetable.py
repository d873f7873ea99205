"""Setting when the arena and its resources are open: weekly hours, closures, day rules."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from sqlalchemy import ColumnElement, Delete, delete, exists, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.models import (
    Closure,
    DayRule,
    OpeningHours,
    Resource,
    ResourceKind,
    TimetableVersion,
)
from arena.resources.rules.days import DayKind
from arena.resources.rules.intervals import overlaps
from arena.resources.services.errors import (
    ClosureIsOver,
    EndsBeforeItBegins,
    HoursOverlap,
    InThePast,
    NoHours,
    PeriodTaken,
)


@dataclass(frozen=True, order=True)
class Hours:
    """Open on a weekday (0 is Monday) between two local times."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class Period:
    """From one day to (not including) another; without an end until further notice."""

    valid_from: date
    valid_until: date | None = None


def set_opening_hours(
    resource: Resource | None,
    period: Period,
    hours: Sequence[Hours],
    *,
    replaces: Period | None = None,
    by: Actor,
) -> None:
    """Give a resource, or with None the whole arena, its weekly hours for a period.

    `replaces` is the period of the hours that these take the place of. Raises `NoHours`,
    `HoursOverlap`, `EndsBeforeItBegins`, or `PeriodTaken` where other hours have the same period.
    """
    if not hours:
        raise NoHours(is_of_host=resource is not None and resource.kind == ResourceKind.HOST)
    _check_hours(hours)
    if period.valid_until is not None and period.valid_until <= period.valid_from:
        raise EndsBeforeItBegins("last_day")
    owner = None if resource is None else resource.id
    if replaces is not None:
        db.session.execute(_hours_of(owner, replaces))
    same_period = exists().where(*_of_period(owner, period))
    if db.session.scalar(select(same_period)):
        raise PeriodTaken
    for line in sorted(hours):
        db.session.add(
            OpeningHours(
                resource_id=owner,
                weekday=line.weekday,
                opens_at=line.opens_at,
                closes_at=line.closes_at,
                valid_from=period.valid_from,
                valid_until=period.valid_until,
            )
        )
    version = _renew()
    record("resources.set_opening_hours", subject=resource or version, by=by, detail=_dates(period))


def remove_opening_hours(resource: Resource | None, period: Period, *, by: Actor) -> None:
    """Take back the weekly hours of a period: then others hold, or the arena's own."""
    db.session.execute(_hours_of(None if resource is None else resource.id, period))
    version = _renew()
    record(
        "resources.remove_opening_hours", subject=resource or version, by=by, detail=_dates(period)
    )


def add_closure(
    resource: Resource | None,
    *,
    starts_on: date,
    ends_on: date,
    reason_sv: str,
    reason_en: str,
    by: Actor,
) -> Closure:
    """Close a resource, or with None the whole arena, on the days of `[starts_on, ends_on)`.

    What is booked then stays booked: somebody must see to it. Raises `InThePast` or
    `EndsBeforeItBegins`.
    """
    if starts_on < clock.today():
        raise InThePast
    if ends_on <= starts_on:
        raise EndsBeforeItBegins("last_day")
    closure = Closure(
        resource_id=None if resource is None else resource.id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason_sv=reason_sv,
        reason_en=reason_en,
    )
    db.session.add(closure)
    _renew()
    detail = {"starts_on": f"{starts_on}", "ends_on": f"{ends_on}", "resource": closure.resource_id}
    record("resources.add_closure", subject=closure, by=by, detail=detail)
    return closure


def change_closure(closure: Closure, *, starts_on: date, ends_on: date, by: Actor) -> None:
    """Close on the days of `[starts_on, ends_on)` instead.

    What has been stays: one that has begun keeps its first day, and none ends before today. Raises
    `ClosureIsOver`, `InThePast` or `EndsBeforeItBegins`.
    """
    today = clock.today()
    if closure.ends_on <= today:
        raise ClosureIsOver
    if starts_on != closure.starts_on and min(starts_on, closure.starts_on) < today:
        raise InThePast
    if ends_on <= starts_on or ends_on < today:
        raise EndsBeforeItBegins("last_day")
    closure.starts_on, closure.ends_on = starts_on, ends_on
    _renew()
    detail = {"starts_on": f"{starts_on}", "ends_on": f"{ends_on}", "resource": closure.resource_id}
    record("resources.change_closure", subject=closure, by=by, detail=detail)


def remove_closure(closure: Closure, *, by: Actor) -> None:
    """Open again: one that has not begun goes away, one that has ends with yesterday.

    Raises `ClosureIsOver` for one that has ended.
    """
    today = clock.today()
    if closure.ends_on <= today:
        raise ClosureIsOver
    detail = {
        "starts_on": f"{closure.starts_on}",
        "ends_on": f"{closure.ends_on}",
        "resource": closure.resource_id,
    }
    if closure.starts_on < today:
        closure.ends_on = today
    else:
        db.session.delete(closure)
    _renew()
    record("resources.remove_closure", subject=closure, by=by, detail=detail)


def forget_closures(closure_ids: Collection[int]) -> None:
    """Forget closures, as part of an act that records it: nothing looks so far back."""
    db.session.execute(delete(Closure).where(Closure.id.in_(closure_ids)))
    _renew()


def set_day_rules(rules: Mapping[DayKind, bool], *, by: Actor) -> None:
    """Set whether the arena is closed on each kind of special day."""
    for kind, is_closed in rules.items():
        db.session.merge(DayRule(kind=kind, is_closed=is_closed))
    version = _renew()
    detail = {str(kind): is_closed for kind, is_closed in rules.items()}
    record("resources.set_day_rules", subject=version, by=by, detail=detail)


def _check_hours(hours: Sequence[Hours]) -> None:
    for one, other in pairwise(sorted(hours)):
        spans = [(line.opens_at, line.closes_at) for line in (one, other)]
        if one.weekday == other.weekday and overlaps(*spans):
            raise HoursOverlap(one.weekday)


def _of_period(owner: int | None, period: Period) -> list[ColumnElement[bool]]:
    return [
        OpeningHours.resource_id.is_(None) if owner is None else OpeningHours.resource_id == owner,
        OpeningHours.valid_from == period.valid_from,
        OpeningHours.valid_until.is_(None)
        if period.valid_until is None
        else OpeningHours.valid_until == period.valid_until,
    ]


def _hours_of(owner: int | None, period: Period) -> Delete:
    return delete(OpeningHours).where(*_of_period(owner, period))


def _dates(period: Period) -> dict[str, str | None]:
    until = period.valid_until
    return {"from": f"{period.valid_from}", "until": None if until is None else f"{until}"}


def _renew() -> TimetableVersion:
    """Give the timetable another token, so that every process reads it anew."""
    db.session.flush()
    return db.session.merge(TimetableVersion(id=1, token=secrets.token_hex(8)))
