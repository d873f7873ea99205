"""The weeks of the slot picker: what `components/slot_picker.html` draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from flask_babel import gettext as _

from arena import clock
from arena.events.rules import monday_of
from arena.resources.queries import WorkingDays, working_days
from arena.visits.models import Offer
from arena.visits.queries.free_times import FreeTime, list_free_times
from arena.visits.rules.deadlines import earliest_day
from arena.web import filters, languages

WEEKS_SHOWN = 4
WEEKS_AHEAD = 52  # Nobody can ask for a time further ahead than this.
WEEKS_SEARCHED = 16  # So far the next free day is looked for, when a page has none.
_WEEK = timedelta(weeks=1)


class Links(Protocol):
    """Where the picker's links lead: each page that shows it has its own."""

    def rank(self, start: datetime) -> int | None:
        """Return the place of a time among the chosen ones."""

    def choose_url(self, start: datetime) -> str | None:
        """Return the address that chooses a time, or None when it cannot be chosen."""

    def week_url(self, monday: date) -> str:
        """Return the address of the page on which a week comes first."""


@dataclass(frozen=True)
class Slot:
    """One free time."""

    starts_at: datetime
    ends_at: datetime
    href_choose: str | None
    rank: int | None


@dataclass(frozen=True)
class Day:
    """One day of a week; `closed_reason` says why there are no times, where there is a reason."""

    date: date
    is_today: bool
    is_past: bool
    closed_reason: str | None
    slots: Sequence[Slot]


@dataclass(frozen=True)
class Week:
    """One row of the picker."""

    number: int
    year: int
    label: str
    href: str
    days: Sequence[Day]


@dataclass(frozen=True)
class Picker:
    """Some weeks of free times, and the ways to earlier and later ones."""

    weeks: Sequence[Week]
    previous_href: str | None
    next_href: str | None
    previous_week_href: str | None
    next_free: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """For whom times are asked: an offer, a group, its language, and the event that would move."""

    offer: Offer
    group_size: int
    language: str
    ignore_event: int | None = None

    def free_times(self, starts_on: date, ends_on: date) -> Sequence[FreeTime]:
        """Return the free times of `[starts_on, ends_on)`."""
        return list_free_times(
            self.offer,
            starts_on=starts_on,
            ends_on=ends_on,
            group_size=self.group_size,
            language=self.language,
            ignore_event=self.ignore_event,
        )


def make_picker(question: Question, links: Links, week: date | None) -> Picker:
    """Return the weeks from `week` on, or from the first that can be asked for."""
    calendar = working_days()
    earliest = earliest_day(clock.now(), question.offer.lead_working_days, clock.zone(), calendar)
    opening = monday_of(earliest)
    closing = monday_of(clock.today()) + WEEKS_AHEAD * _WEEK
    first = min(max(week or opening, opening), closing)
    last = min(first + WEEKS_SHOWN * _WEEK, closing + _WEEK)
    free = question.free_times(first, last)
    drawing = _Drawing(question.offer, calendar, earliest, _by_day(free), links)
    weeks = [_week(monday, drawing) for monday in _mondays(first, last)]
    return Picker(
        weeks=weeks,
        previous_href=_url_if(links, max(first - WEEKS_SHOWN * _WEEK, opening), first > opening),
        next_href=_url_if(links, last, last <= closing),
        previous_week_href=_url_if(links, first - _WEEK, first > opening),
        next_free=None if free else _find_next(question, links, last),
    )


@dataclass(frozen=True)
class _Drawing:
    offer: Offer
    calendar: WorkingDays
    earliest: date
    free: dict[date, list[FreeTime]]
    links: Links


def _by_day(free: Sequence[FreeTime]) -> dict[date, list[FreeTime]]:
    found = defaultdict(list)
    for time in free:
        found[clock.date_of(time.starts_at)].append(time)
    return found


def _week(monday: date, drawing: _Drawing) -> Week:
    weekdays = sorted({*range(5), *drawing.offer.weekdays})
    days = [monday + timedelta(days=weekday) for weekday in weekdays]
    year, number, _weekday = monday.isocalendar()
    months = dict.fromkeys(filters.month_short(day) for day in (days[0], days[-1]))
    return Week(
        number=number,
        year=year,
        label="–".join(months),
        href=drawing.links.week_url(monday),
        days=[_day(day, drawing) for day in days],
    )


def _day(day: date, drawing: _Drawing) -> Day:
    slots = [
        Slot(
            time.starts_at,
            time.ends_at,
            drawing.links.choose_url(time.starts_at),
            drawing.links.rank(time.starts_at),
        )
        for time in drawing.free.get(day, ())
    ]
    return Day(
        date=day,
        is_today=day == clock.today(),
        is_past=day < clock.today(),
        closed_reason=None if slots else _reason(day, drawing),
        slots=slots,
    )


def _reason(day: date, drawing: _Drawing) -> str | None:
    closed = drawing.calendar.no_times_reason(day, languages.current())
    if closed:
        return closed
    if day < drawing.earliest and day.weekday() in drawing.offer.weekdays:
        too_soon: str = _("Too soon")
        return too_soon
    return None


def _mondays(first: date, last: date) -> list[date]:
    return [first + number * _WEEK for number in range((last - first) // _WEEK)]


def _url_if(links: Links, monday: date, is_there: bool) -> str | None:
    return links.week_url(monday) if is_there else None


def _find_next(question: Question, links: Links, after: date) -> dict[str, Any] | None:
    found = question.free_times(after, after + WEEKS_SEARCHED * _WEEK)
    if not found:
        return None
    day = clock.date_of(found[0].starts_at)
    return {"date": day, "href": links.week_url(monday_of(day))}
