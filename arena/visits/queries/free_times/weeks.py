"""The next weeks in which offers can be had, of many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from arena import clock
from arena.events.rules import monday_of
from arena.hosting.queries import get_duties
from arena.resources.queries import get_availability
from arena.visits.models import Offer
from arena.visits.queries.free_times.listing import AHEAD_DAYS, days_asked_for, free_on
from arena.visits.queries.free_times.planning import Plan, fitting_hosts, places_of

_ONE_DAY = timedelta(days=1)
_AT_FIRST = timedelta(weeks=5)


@dataclass(frozen=True)
class Enquiry:
    """What one group would like to know: when an offer can be had for it."""

    offer: Offer
    group_size: int
    language: str


def next_open_weeks(
    enquiries: Sequence[Enquiry], *, starts_on: date, count: int = 1
) -> dict[int, list[date]]:
    """Return, by the offer's id, the Mondays of the next `count` weeks with a free time.

    The week of `starts_on` is the first that is looked at. All enquiries are answered together:
    what is free is read once for some weeks of them all, then for twice as many.
    """
    monday, ahead = monday_of(starts_on), _AT_FIRST
    last = clock.today() + AHEAD_DAYS * _ONE_DAY
    weeks: dict[int, list[date]] = {enquiry.offer.id: [] for enquiry in enquiries}
    waiting = list(enquiries)
    while monday < last and waiting:
        for offer_id, mondays in _open_weeks_of_each(waiting, monday, monday + ahead):
            weeks[offer_id] += mondays
        waiting = [each for each in waiting if len(weeks[each.offer.id]) < count]
        monday, ahead = monday + ahead, ahead * 2
    return {offer_id: mondays[:count] for offer_id, mondays in weeks.items()}


def _open_weeks_of_each(
    enquiries: Sequence[Enquiry], starts_on: date, ends_on: date
) -> Iterator[tuple[int, list[date]]]:
    asked = [
        (enquiry, days, fitting_hosts(enquiry.offer, enquiry.language))
        for enquiry in enquiries
        if (days := days_asked_for(enquiry.offer, starts_on, ends_on, enquiry.language))
    ]
    host_ids = {host.id for _, _, hosts in asked for host in hosts}
    duties = get_duties(host_ids, starts_on=starts_on, ends_on=ends_on)
    ids = host_ids | {place for enquiry, _, _ in asked for place in places_of(enquiry.offer)}
    availability = get_availability(ids, starts_on=starts_on, ends_on=ends_on)
    for enquiry, days, hosts in asked:
        plan = Plan(enquiry.offer, enquiry.group_size, hosts, availability, duties)
        by_week = groupby(days, key=monday_of)
        yield enquiry.offer.id, [monday for monday, of_week in by_week if _has_one(of_week, plan)]


def _has_one(days: Iterator[date], plan: Plan) -> bool:
    return any(True for _ in free_on(days, plan))
