"""Figures of the delegations of a year, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock
from arena.delegations import policy
from arena.delegations.meanings import TYPES
from arena.delegations.models import DelegationType
from arena.delegations.queries.figures import find_first_year, list_facts, map_place_names
from arena.delegations.rules.counting import Figures, Sum, count
from arena.delegations.views.staff.blueprint import blueprint
from arena.resources.topics import topic_name
from arena.web import downloads, filters
from arena.web.access import access
from arena.web.languages import localized
from arena.web.numbers import read_whole

_MOST_YEARS = 5


class Table(NamedTuple):
    """What is counted by something: its name, what each row is about, and the rows by name."""

    name: str
    column: str
    rows: list[tuple[str, Sum]]


@blueprint.get("/figures")
@access(policy.may_read_delegations)
def figures() -> str:
    """Show the figures of a year."""
    year = _year()
    counted = count(list_facts(year))
    return render_template(
        "delegations_staff/figures.html",
        year=year,
        figures=counted,
        tables=_tables(counted),
        tabs=[_tab(each, year) for each in _years()],
    )


@blueprint.get("/figures.csv")
@access(policy.may_read_delegations)
def figures_export() -> Response:
    """Give the figures of a year out as a file."""
    year = _year()
    tables = _tables(count(list_facts(year)))
    rows: Iterable[list[Any]] = (
        [table.name, name, sums.delegations, sums.people]
        for table in tables
        for name, sums in table.rows
    )
    columns = [_("Figure"), _("What"), _("Delegations"), _("Guests")]
    return downloads.csv(f"delegations-{year}.csv", columns, rows)


def _tables(counted: Figures) -> list[Table]:
    places = map_place_names([number for number, _sums in counted.by_place])
    return [
        Table(
            _("By type"),
            _("Type"),
            [(str(TYPES[DelegationType(key)]), sums) for key, sums in counted.by_type],
        ),
        Table(
            _("By country"),
            _("Country"),
            [(filters.country_name(key), sums) for key, sums in counted.by_country],
        ),
        Table(
            _("By topic"),
            _("Topic"),
            [(topic_name(key), sums) for key, sums in counted.by_topic],
        ),
        Table(
            _("By place"),
            _("Place"),
            [(localized(places[key], "name"), sums) for key, sums in counted.by_place],
        ),
    ]


def _year() -> int:
    asked, years = read_whole(request.args.get("year")), _years()
    return asked if asked in years else years[0]


def _years() -> list[int]:
    """Return the years that there are figures of, this one first."""
    this = clock.today().year
    first = min(find_first_year() or this, this)
    return list(range(this, max(first, this - _MOST_YEARS + 1) - 1, -1))


def _tab(each: int, year: int) -> dict[str, Any]:
    href = url_for("delegations_staff.figures", year=each)
    return {"label": str(each), "href": href, "is_current": each == year, "count": None}
