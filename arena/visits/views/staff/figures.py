"""Figures: what took place in a month, a quarter or a year, beside the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock
from arena.visits import policy
from arena.visits.forms.staff.filters import PeriodForm
from arena.visits.queries.figures import find_first_day, get_requests, list_facts
from arena.visits.queries.host_loads import list_host_loads
from arena.visits.queries.site_loads import list_site_loads
from arena.visits.rules.counting import Fact, count
from arena.visits.rules.periods import Length, Period, read_period, up_to
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.figure_tables import Sums, all_tables, count_unreported, headlines
from arena.visits.views.staff.periods import LENGTHS, period_name, period_short
from arena.web import downloads, filters
from arena.web.access import access
from arena.web.languages import localized

_SHOWN = {Length.MONTH: 12, Length.QUARTER: 8, Length.YEAR: 5}


@dataclass(frozen=True)
class Asked:
    """The period that is counted, and as much of the one before: of two months, as many days."""

    now: Period
    before: Period
    days: int
    is_over: bool

    @property
    def before_name(self) -> str:
        """What it is compared with, in words."""
        if self.is_over:
            return period_name(self.before)
        first = self.before.starts_on
        last = min(first + timedelta(days=self.days), self.before.ends_on) - timedelta(days=1)
        return f"{filters.day_month(first)}–{filters.day_month(last)} {last.year}"


@blueprint.get("/figures")
@access(policy.may_read_visits)
def figures() -> str:
    """Show the figures of a period."""
    asked = _asked()
    now, before, points = _sums(asked)
    return render_template(
        "visits_staff/figures.html",
        asked=asked,
        name=period_name(asked.now),
        points=points,
        headlines=headlines(now, before),
        tables=all_tables(now, before),
        hosts=_hosts(now, before),
        sites=_sites(now, before),
        is_quarter=asked.now.length is Length.QUARTER,
        tabs=_tabs(asked),
        filters=_form(asked),
        length=LENGTHS[asked.now.length],
        unreported=count_unreported(now),
    )


@blueprint.get("/figures.csv")
@access(policy.may_read_visits)
def figures_export() -> Response:
    """Give the same figures as a file for spreadsheets, a figure a line."""
    asked = _asked()
    now, before, points = _sums(asked)
    columns = [_("Table"), _("Of"), _("Figure"), period_name(asked.now), asked.before_name]
    rows: list[tuple[Any, ...]] = [
        (_("In all"), "", each.label, each.now, each.before) for each in headlines(now, before)
    ]
    for table in all_tables(now, before):
        for line in table.lines:
            rows.append((table.heading, line.label, table.unit, line.now, line.before))
            if table.has_people:
                people, earlier = line.people, line.people_before
                rows.append((table.heading, line.label, _("Visitors"), people, earlier))
    for load, earlier_load in _hosts(now, before):
        rows += [
            (_("Hosts"), load.name, _("Tours"), load.tours, earlier_load.tours),
            (_("Hosts"), load.name, _("Minutes"), load.minutes, earlier_load.minutes),
            (_("Hosts"), load.name, _("Possible tours"), load.capacity, earlier_load.capacity),
        ]
    for site, earlier_site in _sites(now, before):
        name = localized(site.site, "name")
        rows.append((_("Sites"), name, _("Groups"), site.groups, earlier_site.groups))
    for point in points:
        of, held = point["name"], point["count"]
        rows += [
            (_("Over time"), of, _("Groups"), held.groups, None),
            (_("Over time"), of, _("Open walks"), held.walks, None),
            (_("Over time"), of, _("Visitors"), held.visitors, None),
        ]
    return downloads.csv(f"figures-{asked.now.written}.csv", columns, rows)


def _asked() -> Asked:
    """Return the period that is asked for; this year where none is, or one that has not begun."""
    today = clock.today()
    now = read_period(request.args.get("period", ""))
    if now is None or now.starts_on > today:
        now = Period.of(today, now.length if now else Length.YEAR)
    days = (min(now.ends_on, today + timedelta(days=1)) - now.starts_on).days
    return Asked(now, now.moved(-1), days, today >= now.ends_on)


def _sums(asked: Asked) -> tuple[Sums, Sums, list[dict[str, Any]]]:
    """Return the figures of the period and of the one before, and the counts of several."""
    periods = up_to(asked.now, _SHOWN[asked.now.length])
    facts = list_facts(periods[0].starts_on, asked.now.ends_on)
    now, before = (_sum(period, asked, facts) for period in (asked.now, asked.before))
    first = find_first_day() or asked.now.starts_on
    shown = [period for period in periods if period.ends_on > first or period == asked.now]
    return now, before, [_point(period, asked, facts) for period in shown]


def _sum(period: Period, asked: Asked, facts: Sequence[Fact]) -> Sums:
    starts_on, ends_on = period.starts_on, period.ends_on
    if not asked.is_over:
        ends_on = min(starts_on + timedelta(days=asked.days), ends_on)
    return Sums(
        facts=[fact for fact in facts if starts_on <= fact.day < ends_on],
        requests=get_requests(starts_on, ends_on),
        hosts=list_host_loads(starts_on, ends_on),
        sites=list_site_loads(starts_on, ends_on),
    )


def _point(period: Period, asked: Asked, facts: Sequence[Fact]) -> dict[str, Any]:
    counted = count(fact for fact in facts if period.holds(fact.day))
    return {
        "name": period_name(period),
        "label": period_short(period),
        "count": counted,
        "value": counted.visitors,
        "href": url_for("visits_staff.figures", period=period.written),
        "is_current": period == asked.now,
    }


def _hosts(now: Sums, before: Sums) -> list[tuple[Any, Any]]:
    """Return each host's load beside the one before; who is in one alone has nothing in the other.

    That is who has left, or whom nobody asked before: their tours count in the sums as well.
    """
    later = {load.user_id: load for load in now.hosts}
    earlier = {load.user_id: load for load in before.hosts}
    both = sorted((earlier | later).values(), key=lambda load: (load.name, load.user_id))
    nothing = {load.user_id: replace(load, tours=0, minutes=0, capacity=0) for load in both}
    return [((nothing | later)[number], (nothing | earlier)[number]) for number in nothing]


def _sites(now: Sums, before: Sums) -> list[tuple[Any, Any]]:
    """Return each site's load beside the one before; where nobody went in either is left out."""
    earlier = {load.site.id: load for load in before.sites}
    pairs = [(load, earlier[load.site.id]) for load in now.sites if load.site.id in earlier]
    return [(load, then) for load, then in pairs if load.groups or then.groups]


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    """Return the ways to the same days by month, quarter and year."""
    last = asked.now.starts_on + timedelta(days=asked.days - 1)
    return [
        {
            "label": label,
            "href": url_for("visits_staff.figures", period=Period.of(last, length).written),
            "is_current": length is asked.now.length,
            "count": None,
        }
        for length, label in LENGTHS.items()
    ]


def _form(asked: Asked) -> PeriodForm:
    """Offer every period of the length since the first visit, the latest first."""
    latest = Period.of(clock.today(), asked.now.length)
    first = min(find_first_day() or clock.today(), asked.now.starts_on)
    periods = [latest]
    while periods[-1].starts_on > first:
        periods.append(periods[-1].moved(-1))
    choices = [(each.written, filters.sentence(period_name(each))) for each in periods]
    form = PeriodForm(request.args, periods=choices)
    form.period.data = asked.now.written
    return form
