"""The staff's calendar: a week or a month of all that takes place, closed days named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flask import render_template, request

from arena import clock
from arena.events.rules import monday_of
from arena.resources.queries import working_days
from arena.visits import policy
from arena.visits.forms.staff.filters import CalendarForm
from arena.visits.queries import list_offers
from arena.visits.queries.offer_parts import list_places
from arena.visits.queries.register import list_hosts_of_visits
from arena.visits.queries.staff_calendar import CalendarItem, Wanted, list_calendar
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.wishes import read_week, written_week
from arena.web import languages
from arena.web.access import access
from arena.web.places import url_with

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Day:
    """One day, what takes place on it, and why the arena is closed, if it is."""

    date: date
    is_today: bool
    is_outside: bool  # Of the month that is shown.
    closed_reason: str | None
    items: Sequence[CalendarItem]


@dataclass(frozen=True)
class Span:
    """What is shown: some whole weeks, from a Monday on, and the ways onwards."""

    view: Literal["week", "month"]
    first: date
    ends_on: date
    month: date | None
    previous_href: str
    next_href: str
    today_href: str
    other_href: str


@blueprint.get("/calendar")
@access(policy.may_read_visits)
def calendar() -> str:
    """Show what takes place in a week or a month."""
    span = _span()
    form = CalendarForm(
        request.args,
        offers=list_offers(with_unpublished=True),
        places=list_places(with_closed=True),
        hosts=list_hosts_of_visits(),
    )
    form.validate()
    wanted = Wanted(host_id=form.host.data, place_id=form.place.data, offer_id=form.offer.data)
    items = list_calendar(span.first, span.ends_on, wanted)
    return render_template(
        "visits_staff/calendar.html",
        span=span,
        weeks=_weeks(span, items),
        total=len(items),
        filters=form,
        is_filtered=any((wanted.host_id, wanted.place_id, wanted.offer_id)),
    )


def _span() -> Span:
    if request.args.get("view") == "month" or "month" in request.args:
        return _month_span(_asked_month())
    return _week_span(read_week(request.args.get("week", "")) or monday_of(clock.today()))


def _week_span(monday: date) -> Span:
    thursday = monday + timedelta(days=3)
    return Span(
        view="week",
        first=monday,
        ends_on=monday + _WEEK,
        month=None,
        previous_href=url_with(week=written_week(monday - _WEEK)),
        next_href=url_with(week=written_week(monday + _WEEK)),
        today_href=url_with(week=None),
        other_href=url_with(view="month", month=f"{thursday:%Y-%m}", week=None),
    )


def _month_span(month: date) -> Span:
    following = _next_month(month)
    previous = (month - timedelta(days=1)).replace(day=1)
    today = clock.today()
    week = today if (today.year, today.month) == (month.year, month.month) else month
    return Span(
        view="month",
        first=monday_of(month),
        ends_on=monday_of(following - timedelta(days=1)) + _WEEK,
        month=month,
        previous_href=url_with(view="month", month=f"{previous:%Y-%m}"),
        next_href=url_with(view="month", month=f"{following:%Y-%m}"),
        today_href=url_with(view="month", month=None),
        other_href=url_with(view=None, month=None, week=written_week(week)),
    )


def _asked_month() -> date:
    """Return the first day of the month that is asked for, of this month for anything else."""
    found = _MONTH.fullmatch(request.args.get("month", ""))
    if found and 1 <= int(found[2]) <= 12 and 2000 <= int(found[1]) <= 2200:
        return date(int(found[1]), int(found[2]), 1)
    return clock.today().replace(day=1)


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _weeks(span: Span, items: Sequence[CalendarItem]) -> list[list[Day]]:
    """Return the days in rows of seven, each with what takes place on it."""
    today, closed, language = clock.today(), working_days(), languages.current()
    by_day: dict[date, list[CalendarItem]] = {}
    for item in items:
        by_day.setdefault(item.day, []).append(item)
    days = [
        span.first + timedelta(days=number) for number in range((span.ends_on - span.first).days)
    ]
    drawn = [
        Day(
            date=day,
            is_today=day == today,
            is_outside=span.month is not None and day.month != span.month.month,
            closed_reason=closed.closed_reason(day, language),
            items=by_day.get(day, []),
        )
        for day in days
    ]
    return [drawn[start : start + 7] for start in range(0, len(drawn), 7)]
