"""The public calendar: what is on month by month, and how to have it in one's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from arena import clock
from arena.events.models import Event
from arena.events.rules import PAST, monday_of, window
from arena.feeds.links import public_links
from arena.feeds.queries import find_next_public_start, get_public_event, list_public_events
from arena.feeds.rules import find_month, first_of_month, following_month
from arena.feeds.views.blueprint import blueprint
from arena.web import languages
from arena.web.access import access, public


@dataclass(frozen=True)
class Week:
    """An ISO week with what is on in it; dates, both included."""

    monday: date
    sunday: date
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """One page of the calendar; its neighbours are None where the calendar ends."""

    first: date
    previous: date | None
    following: date | None
    is_rest: bool  # Whether the days before today are left out.


@blueprint.get("/<lang>/calendar/")
@access(public)
def calendar() -> str:
    """Show a month, week by week; without `?month=` what is left of this one."""
    month = _asked_month()
    starts_on = clock.today() if month.is_rest else month.first
    before = following_month(month.first)
    events = list_public_events(starts_on, before)
    next_start = None if events else find_next_public_start(before)
    return render_template(
        "feeds/calendar.html",
        month=month,
        weeks=_by_week(events, starts_on),
        next_start=next_start,
        now=clock.now(),
        links=public_links(languages.current()),
        quieter=public_links(languages.current(), with_cancelled=False),
    )


@blueprint.get("/<lang>/calendar/<uid>/download")
@access(public)
def download(uid: str) -> Response:
    """Lead to the file of one event.

    By a detour: a link straight to an .ics has iPhones ask whether to subscribe, one that leads on
    to it has them ask whether to add.
    """
    event, _ = get_public_event(uid, languages.current())
    return redirect(url_for("feeds_ics.event", uid=event.uid, lang=languages.current()), 303)


def _asked_month() -> Month:
    today = clock.today()
    earliest, latest = today - PAST, window(today, clock.zone()).ends_at.date()
    asked = find_month(request.args.get("month", ""), earliest, latest)
    first = asked or first_of_month(today)
    before, after = following_month(first, -1), following_month(first)
    return Month(
        first=first,
        previous=before if before >= first_of_month(earliest) else None,
        following=after if after <= latest else None,
        is_rest=asked is None and first_of_month(today) == first,
    )


def _by_week(events: Iterable[Event], first_shown: date) -> list[Week]:
    """Put events under the ISO week of the first of their days that is shown."""
    weeks: dict[date, Week] = {}
    for event in events:
        day = max(clock.date_of(event.starts_at), first_shown)
        monday = monday_of(day)
        sunday = date.fromordinal(monday.toordinal() + 6)
        weeks.setdefault(monday, Week(monday, sunday)).events.append(event)
    return list(weeks.values())
