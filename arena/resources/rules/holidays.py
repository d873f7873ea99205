"""The public holidays of Sweden and the eves that equal Sundays, with their names.

The act on public holidays (1989:253) has the days, the holidays act (1977:480, section 3 a) the
eves. Sundays, which are holidays too, are left out: they are weekends. A library knows the same
days; it loads those of two hundred countries to tell them, 16 MB in each process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from arena.resources.rules.days import DayKind

_FRIDAY, _SATURDAY = 4, 5


@dataclass(frozen=True)
class Holiday:
    """A day of a name: a public holiday, or an eve."""

    kind: DayKind
    name_sv: str
    name_en: str

    def name(self, language: str) -> str:
        """Return what the day is called in "sv"; in English for any other language."""
        return self.name_sv if language == "sv" else self.name_en


@lru_cache(maxsize=400)
def holidays_of(year: int) -> Mapping[date, Holiday]:
    """Return the holidays and eves of a year, as the law stands since 2005.

    Two that fall on one day, as the National Day and Pentecost in 2049, share it with both names.
    """
    found: dict[date, Holiday] = {}
    for day, holiday in _each(year):
        found[day] = _both(found[day], holiday) if day in found else holiday
    return found


def easter_sunday(year: int) -> date:
    """Return the day of Easter (the Gregorian computus of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _each(year: int) -> Iterator[tuple[date, Holiday]]:
    public, eve = DayKind.PUBLIC_HOLIDAY, DayKind.EVE
    easter = easter_sunday(year)
    yield date(year, 1, 1), Holiday(public, "Nyårsdagen", "New Year's Day")
    yield date(year, 1, 6), Holiday(public, "Trettondedag jul", "Epiphany")
    yield easter - timedelta(days=2), Holiday(public, "Långfredagen", "Good Friday")
    yield easter, Holiday(public, "Påskdagen", "Easter Sunday")
    yield easter + timedelta(days=1), Holiday(public, "Annandag påsk", "Easter Monday")
    yield date(year, 5, 1), Holiday(public, "Första maj", "May Day")
    yield easter + timedelta(days=39), Holiday(public, "Kristi himmelsfärdsdag", "Ascension Day")
    yield date(year, 6, 6), Holiday(public, "Nationaldagen", "National Day")
    yield easter + timedelta(days=49), Holiday(public, "Pingstdagen", "Pentecost")
    yield _first(_FRIDAY, date(year, 6, 19)), Holiday(eve, "Midsommarafton", "Midsummer Eve")
    yield _first(_SATURDAY, date(year, 6, 20)), Holiday(public, "Midsommardagen", "Midsummer Day")
    yield (
        _first(_SATURDAY, date(year, 10, 31)),
        Holiday(public, "Alla helgons dag", "All Saints' Day"),
    )
    yield date(year, 12, 24), Holiday(eve, "Julafton", "Christmas Eve")
    yield date(year, 12, 25), Holiday(public, "Juldagen", "Christmas Day")
    yield date(year, 12, 26), Holiday(public, "Annandag jul", "Second Day of Christmas")
    yield date(year, 12, 31), Holiday(eve, "Nyårsafton", "New Year's Eve")


def _both(one: Holiday, other: Holiday) -> Holiday:
    return Holiday(one.kind, f"{one.name_sv}, {other.name_sv}", f"{one.name_en}, {other.name_en}")


def _first(weekday: int, day: date) -> date:
    """Return the first such weekday from `day` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
