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
from arena.visits.queries.free_times.planning import local_date, make_plan
from arena.visits.rules.deadlines import earliest_day

AHEAD_DAYS = 400  # Nobody's calendar is known further ahead.
_NEAR_DAYS = (7, 35, AHEAD_DAYS)  # Where the nearest times are looked for: first near, then far.
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
    if language not in offer.languages:
        return []
    calendar, now, zone = working_days(), clock.now(), clock.zone()
    lead = 0 if any_lead else offer.lead_working_days
    first = max(starts_on, earliest_day(now, lead, zone, calendar))
    days = _open_days(offer, calendar, first, ends_on)
    if not days:
        return []
    plan = make_plan(
        offer,
        starts_on=days[0],
        ends_on=days[-1] + _ONE_DAY,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
        timetable=calendar.timetable,
    )
    length = timedelta(minutes=offer.minutes)
    return [
        FreeTime(moment, moment + length)
        for moment in _moments(offer, days, zone)
        if moment > now and plan.fits(seconds(moment))
    ]


def is_free_time(
    offer: Offer,
    starts_at: datetime,
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
) -> bool:
    """Tell whether `starts_at` is one of the free times of an offer."""
    day = local_date(starts_at)
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
    day = local_date(around)
    found: list[FreeTime] = []
    for days in _NEAR_DAYS:
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


def next_open_weeks(
    offer: Offer, *, starts_on: date, group_size: int, language: str, count: int = 1
) -> list[date]:
    """Return the Mondays of the next `count` weeks with a free time, `starts_on`'s among them."""
    monday = starts_on - starts_on.weekday() * _ONE_DAY
    last = clock.today() + AHEAD_DAYS * _ONE_DAY
    weeks: dict[date, None] = {}
    while monday < last and len(weeks) < count:
        until = monday + timedelta(weeks=5)
        for free in list_free_times(
            offer, starts_on=monday, ends_on=until, group_size=group_size, language=language
        ):
            day = local_date(free.starts_at)
            weeks[day - day.weekday() * _ONE_DAY] = None
        monday = until
    return list(weeks)[:count]


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
