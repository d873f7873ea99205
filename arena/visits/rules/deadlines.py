"""Until when what may be done: answers, holds, changes, and what a cancellation costs.

Deadlines are counted in working days before the visit, in the arena's zone. Each is a moment one
minute before midnight, so that it shows the last day on which the act may still be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from arena.visits.rules.fees import dearer_rungs

ANSWER_WORKING_DAYS = 3  # The booker is promised an answer within these.
ANSWER_TIME = time(17, 0)
UNVERIFIED_HOURS = 24  # So long a time is held for an address that nobody has confirmed.
OFFERED_WORKING_DAYS = 3  # So long a proposed time is held for the booker's answer.
REPEAT_MINUTES = 15  # The same request within these is the same request.
_LAST_MINUTE = time(23, 59)


class WorkingDays(Protocol):
    """The arena's working days."""

    def is_working(self, day: date) -> bool:
        """Tell whether the arena works on `day`."""

    def is_open(self, day: date) -> bool:
        """Tell whether nothing closes the arena on `day`, be it a working day or not."""

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`, or before it when `n` is negative."""


@dataclass(frozen=True)
class CancellationStep:
    """From `starts_on` to `ends_on`, both included, cancelling costs `percent` of the fee.

    The first step has begun already: its `starts_on` is None. The last ends with the visit.
    """

    percent: int
    starts_on: date | None
    ends_on: date


@dataclass(frozen=True)
class Deadlines:
    """Until when the booker may do what, and what cancelling costs when."""

    change_headcount: datetime
    move: datetime
    cancel: datetime
    cancellation: tuple[CancellationStep, ...]


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the date of a moment in the arena's zone."""
    return moment.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the last minute of a day, as a moment in UTC."""
    return _at(day, _LAST_MINUTE, zone)


def answer_by(
    now: datetime,
    zone: ZoneInfo,
    working_days: WorkingDays,
    *,
    starts_at: datetime | None = None,
) -> datetime:
    """Return when a request that arrives now is answered at the latest: at 17.00 of that day.

    For a visit that starts sooner, at `starts_at`, it is the working day before it, and where that
    has passed already its own start: nobody is helped by an answer afterwards.
    """
    promised = _at(working_days.add(local_day(now, zone), ANSWER_WORKING_DAYS), ANSWER_TIME, zone)
    if starts_at is None or not now < starts_at <= promised:
        return promised
    before = _at(working_days.add(local_day(starts_at, zone), -1), ANSWER_TIME, zone)
    return before if before > now else starts_at


def unverified_hold(now: datetime, starts_at: datetime) -> datetime:
    """Return until when a time is held for an unconfirmed address; never past its own start."""
    return min(now + timedelta(hours=UNVERIFIED_HOURS), starts_at)


def offered_hold(
    now: datetime, starts_at: datetime, zone: ZoneInfo, working_days: WorkingDays
) -> datetime:
    """Return until when a proposed time is held; never past its own start."""
    day = working_days.add(local_day(now, zone), OFFERED_WORKING_DAYS)
    return min(end_of_day(day, zone), starts_at)


def earliest_day(
    now: datetime, lead_working_days: int, zone: ZoneInfo, working_days: WorkingDays
) -> date:
    """Return the first day for which one may ask now."""
    return working_days.add(local_day(now, zone), lead_working_days)


def cancellation_steps(
    ladder: Iterable[Mapping[str, Any]],
    starts_at: datetime,
    zone: ZoneInfo,
    working_days: WorkingDays,
) -> tuple[CancellationStep, ...]:
    """Return what cancelling costs, with the dates of each step, dearest last.

    A rung `{"working_days": n, "percent": p}` says that who cancels `n` working days before the
    visit, or later, owes `p` percent; before the first rung nothing is owed.
    """
    visit_day = local_day(starts_at, zone)
    begins = [
        (working_days.add(visit_day, -rung.working_days), rung.percent)
        for rung in dearer_rungs(ladder)
    ]
    if not begins:
        return (CancellationStep(0, None, visit_day),)
    ends = [day - timedelta(days=1) for day, _ in begins[1:]] + [visit_day]
    first = CancellationStep(0, None, begins[0][0] - timedelta(days=1))
    dearer = [
        CancellationStep(percent, day, end)
        for (day, percent), end in zip(begins, ends, strict=True)
    ]
    return (first, *dearer)


def percent_due(steps: Sequence[CancellationStep], now: datetime, zone: ZoneInfo) -> int:
    """Return how many percent of the fee are due when a visit is cancelled now."""
    today = local_day(now, zone)
    return max(step.percent for step in steps if step.starts_on is None or step.starts_on <= today)


def deadlines(
    starts_at: datetime,
    *,
    change_working_days: int,
    ladder: Iterable[Mapping[str, Any]],
    fee_sek: int,
    zone: ZoneInfo,
    working_days: WorkingDays,
) -> Deadlines:
    """Return the deadlines of a visit that starts at `starts_at`.

    Moving ends when cancelling begins to cost: otherwise one would move first and then cancel for
    nothing. A visit without a fee may be moved as long as its head-count may be changed.
    """
    change_day = working_days.add(local_day(starts_at, zone), -change_working_days)
    change_until = end_of_day(change_day, zone)
    steps = cancellation_steps(ladder, starts_at, zone, working_days)
    move_until = change_until
    if fee_sek and len(steps) > 1:
        move_until = min(change_until, end_of_day(steps[0].ends_on, zone))
    return Deadlines(
        change_headcount=min(change_until, starts_at),
        move=min(move_until, starts_at),
        cancel=starts_at,
        cancellation=steps,
    )


def _at(day: date, clock_time: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=zone).astimezone(ZoneInfo("UTC"))
