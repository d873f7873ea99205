"""The times at which an offer can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from arena import clock
from arena.resources.queries import WorkingDays, seconds, working_days
from arena.resources.rules.hours import local_moment
from arena.visits.models import Offer
from arena.visits.queries.free_times.planning import Plan, make_plan
from arena.visits.rules.deadlines import earliest_day

AHEAD_DAYS = 400  # Nobody's calendar is known further ahead.
NEAR_DAYS = (7, 35, AHEAD_DAYS)  # Where the nearest times are looked for: first near, then far.
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class FreeTime:
    """A time at which a visit can take place, in UTC."""

    starts_at: datetime
    ends_at: datetime


def list_free_times(
    offer: Offer,
    *,
    starts_on: date,
    ends_on: date,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
    any_lead: bool = False,
) -> list[FreeTime]:
    """Return the free times of an offer on the local days `[starts_on, ends_on)`, in order.

    A time is free when it is one of the offer's own (weekdays, first to last start by step, in
    local time), not too soon, on an open day, and all that the visit needs can be reserved then:
    each stop's place for its part of the time, and enough different hosts who speak `language`
    and know the topic. What the event `ignore_event` holds counts as free. Nothing is free more
    than 400 days ahead. `any_lead` leaves the lead time aside, as staff may.
    """
    days = days_asked_for(offer, starts_on, ends_on, language=language, any_lead=any_lead)
    if not days:
        return []
    plan = make_plan(
        offer,
        starts_on=days[0],
        ends_on=days[-1] + _ONE_DAY,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
    )
    return list(free_on(days, plan))


def is_free_time(
    offer: Offer,
    starts_at: datetime,
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
) -> bool:
    """Tell whether `starts_at` is one of the free times of an offer."""
    day = clock.date_of(starts_at)
    times = list_free_times(
        offer,
        starts_on=day,
        ends_on=day + _ONE_DAY,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
    )
    return any(free.starts_at == starts_at for free in times)


def nearest_free_times(
    offer: Offer,
    around: datetime,
    *,
    group_size: int,
    language: str,
    count: int = 3,
    ignore_event: int | None = None,
) -> list[FreeTime]:
    """Return the `count` free times that are closest to `around`, in order of time.

    Fewer where there are no more.
    """
    day = clock.date_of(around)
    found: list[FreeTime] = []
    for days in NEAR_DAYS:
        found = list_free_times(
            offer,
            starts_on=day - days * _ONE_DAY,
            ends_on=day + (days + 1) * _ONE_DAY,
            group_size=group_size,
            language=language,
            ignore_event=ignore_event,
        )
        if len(found) >= count:
            break
    found.sort(key=lambda free: (abs(free.starts_at - around), free.starts_at))
    return sorted(found[:count])


def days_asked_for(
    offer: Offer, starts_on: date, ends_on: date, language: str, *, any_lead: bool = False
) -> list[date]:
    """Return the days of `[starts_on, ends_on)` on which an offer can be asked for, in order."""
    if language not in offer.languages:
        return []
    calendar = working_days()
    lead = 0 if any_lead else offer.lead_working_days
    first = max(starts_on, earliest_day(clock.now(), lead, clock.zone(), calendar))
    return _open_days(offer, calendar, first, ends_on)


def free_on(days: Iterable[date], plan: Plan) -> Iterator[FreeTime]:
    """Go through the free times of a plan on some days, in order."""
    if len(plan.hosts) < plan.needed:
        return
    now, length = clock.now(), timedelta(minutes=plan.offer.minutes)
    for moment in _moments(plan.offer, days, clock.zone()):
        if moment > now and plan.fits(seconds(moment)):
            yield FreeTime(moment, moment + length)


def _open_days(offer: Offer, calendar: WorkingDays, starts_on: date, ends_on: date) -> list[date]:
    ends_on = min(ends_on, clock.today() + AHEAD_DAYS * _ONE_DAY)
    days = (starts_on + _ONE_DAY * number for number in range((ends_on - starts_on).days))
    return [day for day in days if day.weekday() in offer.weekdays and calendar.is_open(day)]


def _moments(offer: Offer, days: Iterable[date], zone: ZoneInfo) -> Iterator[datetime]:
    starts = list(_starts(offer))
    for day in days:
        for at in starts:
            moment = local_moment(day, at, zone)
            if moment is not None:
                yield moment


def _starts(offer: Offer) -> Iterator[time]:
    first, last = _minutes(offer.first_start), _minutes(offer.last_start)
    for minutes in range(first, last + 1, offer.step_minutes):
        yield time(*divmod(minutes, 60))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
