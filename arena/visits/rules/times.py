"""When an offer may begin, and when its parts take place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from arena.visits.rules.deadlines import WorkingDays, earliest_day

AHEAD_DAYS = 400  # Nobody's calendar is known further ahead.


class Hindrance(StrEnum):
    """Why nobody can ask for a time, whether it is free or not."""

    PAST = "past"
    TOO_FAR = "too_far"
    TOO_SOON = "too_soon"
    CLOSED_DAY = "closed_day"
    OTHER_WEEKDAY = "other_weekday"
    OTHER_HOUR = "other_hour"


@dataclass(frozen=True)
class Hours:
    """When an offer begins: on these weekdays (0 is Monday), every so many minutes between two."""

    weekdays: Collection[int]
    first_start: time
    last_start: time
    step_minutes: int
    lead_working_days: int


def hindrance(
    starts_at: datetime, hours: Hours, *, now: datetime, zone: ZoneInfo, working_days: WorkingDays
) -> Hindrance | None:
    """Return why `starts_at` cannot be asked for, or None where it can."""
    if starts_at <= now:
        return Hindrance.PAST
    if starts_at - now > timedelta(days=AHEAD_DAYS):
        return Hindrance.TOO_FAR
    local = starts_at.astimezone(zone)
    day = local.date()
    if day.weekday() not in hours.weekdays:
        return Hindrance.OTHER_WEEKDAY
    if not working_days.is_open(day):
        return Hindrance.CLOSED_DAY
    if day < earliest_day(now, hours.lead_working_days, zone, working_days):
        return Hindrance.TOO_SOON
    return None if _is_a_start(local.time(), hours) else Hindrance.OTHER_HOUR


class Stop(Protocol):
    """What a programme is made of."""

    @property
    def minutes(self) -> Any:
        """How long it takes: a whole number, which a mapped column is not to the type checker."""


AnyStop = TypeVar("AnyStop", bound=Stop)


@dataclass(frozen=True)
class TimedStop(Generic[AnyStop]):
    """A stop with the time `[starts_at, ends_at)` at which it takes place."""

    stop: AnyStop
    starts_at: datetime
    ends_at: datetime


def programme(stops: Iterable[AnyStop], starts_at: datetime) -> list[TimedStop[AnyStop]]:
    """Give each stop its time, one after the other."""
    found = []
    for stop in stops:
        ends_at = starts_at + timedelta(minutes=stop.minutes)
        found.append(TimedStop(stop, starts_at, ends_at))
        starts_at = ends_at
    return found


def _is_a_start(local: time, hours: Hours) -> bool:
    if not hours.first_start <= local <= hours.last_start or local.second or local.microsecond:
        return False
    first = hours.first_start
    passed = (local.hour - first.hour) * 60 + local.minute - first.minute
    return passed % hours.step_minutes == 0
