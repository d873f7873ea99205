"""Free times as a part of a form: weeks as rows, days as columns, times as radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import request

from arena import clock
from arena.events.rules import monday_of
from arena.resources.queries import working_days
from arena.visits.forms.starts import read_start, written_start
from arena.visits.models import Offer, Visit
from arena.visits.queries.assessing import NamedTime, Standing, list_named_times
from arena.visits.queries.free_times import FreeTime, list_free_times
from arena.visits.views.wishes import read_week, written_week
from arena.web import filters, languages

WEEKS_SHOWN = 3
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Day:
    """One day: its free times, or why there are none."""

    date: date
    closed_reason: str | None
    times: Sequence[FreeTime]


@dataclass(frozen=True)
class Weeks:
    """Some weeks of free times, and the weeks to step to; `named` are the booker's own wishes."""

    days: Sequence[Sequence[Day]]
    named: Sequence[NamedTime]
    first: date
    last: date
    earlier: str | None
    later: str

    @property
    def shown(self) -> set[datetime]:
        """The times that stand on the page."""
        starts = {time.starts_at for week in self.days for day in week for time in day.times}
        return starts | {named.starts_at for named in self.named}

    @property
    def at(self) -> str:
        """The first week as it is written in the form."""
        return written_week(self.first)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The times as a form takes them."""
        starts = sorted(self.shown)
        kept = read_start(request.values.get("start", ""))
        if kept:
            starts.append(kept)  # Chosen on another week's page.
        return [(written_start(start), filters.moment(start)) for start in dict.fromkeys(starts)]


def free_weeks(visit: Visit) -> Weeks:
    """Return the free times around a visit, in the week that is asked for."""
    usual = clock.date_of(visit.event.starts_at) - _WEEK
    named = [each for each in list_named_times(visit) if each.standing is Standing.FREE]
    return make_weeks(
        visit.offer,
        usual,
        group_size=visit.group_size,
        language=visit.language,
        ignore_event=visit.event_id,
        named=named,
    )


def make_weeks(
    offer: Offer,
    usual: date,
    *,
    group_size: int,
    language: str,
    ignore_event: int | None = None,
    named: Sequence[NamedTime] = (),
) -> Weeks:
    """Return the free times of an offer from the week that is asked for on, or that of `usual`."""
    this_week = monday_of(clock.today())
    asked = read_week(request.values.get("week") or request.values.get("at", ""))
    first = max(asked or monday_of(usual), this_week)
    free = list_free_times(
        offer,
        starts_on=first,
        ends_on=first + WEEKS_SHOWN * _WEEK,
        group_size=group_size,
        language=language,
        ignore_event=ignore_event,
        any_lead=True,
    )
    held = {each.starts_at for each in named}
    return Weeks(
        days=_days(offer, first, [each for each in free if each.starts_at not in held]),
        named=named,
        first=first,
        last=first + WEEKS_SHOWN * _WEEK - timedelta(days=1),
        earlier=written_week(max(first - WEEKS_SHOWN * _WEEK, this_week))
        if first > this_week
        else None,
        later=written_week(first + WEEKS_SHOWN * _WEEK),
    )


def _days(offer: Offer, first: date, free: Sequence[FreeTime]) -> list[list[Day]]:
    calendar, language = working_days(), languages.current()
    weekdays = sorted({*range(5), *offer.weekdays})
    by_day: dict[date, list[FreeTime]] = {}
    for time in free:
        by_day.setdefault(clock.date_of(time.starts_at), []).append(time)
    return [
        [
            Day(day, calendar.no_times_reason(day, language), by_day.get(day, []))
            for day in (monday + timedelta(days=weekday) for weekday in weekdays)
        ]
        for monday in (first + number * _WEEK for number in range(WEEKS_SHOWN))
    ]
