"""Periods in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.visits.rules.periods import Length, Period
from arena.web import filters

LENGTHS: Mapping[Length, Any] = {
    Length.MONTH: _l("Month"),
    Length.QUARTER: _l("Quarter"),
    Length.YEAR: _l("Year"),
}


def period_name(period: Period) -> str:
    """Return “november 2026”, “kvartal 4 2026”, “2026”."""
    if period.length is Length.MONTH:
        return filters.month(period.starts_on)
    year = period.starts_on.year
    if period.length is Length.YEAR:
        return str(year)
    return str(_("quarter %(number)d of %(year)d", number=period.number, year=year))


def period_short(period: Period) -> str:
    """Return what stands under a column: “nov”, “kv 4”, “2026”."""
    if period.length is Length.MONTH:
        return filters.month_short(period.starts_on).rstrip(".")
    if period.length is Length.YEAR:
        return str(period.starts_on.year)
    return str(_("Q%(number)d", number=period.number))
