"""The times at which an offer can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from arena import clock
from arena.resources.queries import WorkingDays, get_availability, seconds, working_days
from arena.resources.rules.hours import local_moment
from arena.visits.models import Offer
from arena.visits.queries.free_times.planning import (
    Plan,
    fitting_hosts,
    local_date,
    make_plan,
    places_of,
)
from arena.visits.rules.deadlines import earliest_day

AHEAD_DAYS = 400  # Nobody's calendar is known further ahead.
_NEAR_DAYS = (7, 35, AHEAD_DAYS)  # Where the nearest times are looked for: first near, then far.
_ONE_DAY = timedelta(days=1)
_WEEKS_AT_FIRST = timedelta(weeks=5)


@dataclass(frozen=True)
class Enquiry:
    """What one group would like to know: when an offer can be had for it."""

    offer: Offer
    group_size: int
    language: str


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
    days = _days_asked_for(offer, starts_on, ends_on, language=language, any_lead=any_lead)
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
    return _free_on(days, plan)


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
    enquiries: Sequence[Enquiry], *, starts_on: date, count: int = 1
) -> dict[int, list[date]]:
    """Return, by the offer's id, the Mondays of the next `count` weeks with a free time.

    The week of `starts_on` is the first that is looked at. All enquiries are answered together:
    what is free is read once for some weeks of them all, then for twice as many.
    """
    monday = starts_on - starts_on.weekday() * _ONE_DAY
    last = clock.today() + AHEAD_DAYS * _ONE_DAY
    weeks: dict[int, dict[date, None]] = {enquiry.offer.id: {} for enquiry in enquiries}
    open_ones, ahead = list(enquiries), _WEEKS_AT_FIRST
    while monday < last and open_ones:
        until = monday + ahead
        for offer_id, found in _free_of_each(open_ones, monday, until):
            days = (local_date(free.starts_at) for free in found)
            weeks[offer_id] |= dict.fromkeys(day - day.weekday() * _ONE_DAY for day in days)
        open_ones = [each for each in open_ones if len(weeks[each.offer.id]) < count]
        monday, ahead = until, ahead * 2
    return {offer_id: list(mondays)[:count] for offer_id, mondays in weeks.items()}


def _free_of_each(
    enquiries: Sequence[Enquiry], starts_on: date, ends_on: date
) -> Iterator[tuple[int, list[FreeTime]]]:
    """Answer each enquiry about the days `[starts_on, ends_on)`, with one look at what is free."""
    asked = [
        (enquiry, days, fitting_hosts(enquiry.offer, enquiry.language))
        for enquiry in enquiries
        if (days := _days_asked_for(enquiry.offer, starts_on, ends_on, enquiry.language))
    ]
    ids = {host.id for _, _, hosts in asked for host in hosts}
    ids |= {place for enquiry, _, _ in asked for place in places_of(enquiry.offer)}
    availability = get_availability(ids, starts_on=starts_on, ends_on=ends_on)
    for enquiry, days, hosts in asked:
        plan = Plan(enquiry.offer, enquiry.group_size, hosts, availability)
        yield enquiry.offer.id, _free_on(days, plan)


def _days_asked_for(
    offer: Offer, starts_on: date, ends_on: date, language: str, *, any_lead: bool = False
) -> list[date]:
    if language not in offer.languages:
        return []
    calendar = working_days()
    lead = 0 if any_lead else offer.lead_working_days
    first = max(starts_on, earliest_day(clock.now(), lead, clock.zone(), calendar))
    return _open_days(offer, calendar, first, ends_on)


def _free_on(days: Iterable[date], plan: Plan) -> list[FreeTime]:
    if len(plan.hosts) < plan.needed:
        return []
    now, length = clock.now(), timedelta(minutes=plan.offer.minutes)
    return [
        FreeTime(moment, moment + length)
        for moment in _moments(plan.offer, days, clock.zone())
        if moment > now and plan.fits(seconds(moment))
    ]


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
