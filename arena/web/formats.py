"""Dates, times, money and names as people read them, in Swedish and English.

The functions take the locale and the zone; `arena.web.filters` reads the current
ones for the templates. Swedish follows the language council's advice (“kl. 9.00–10.30”, with a
point), English is British with a 24-hour clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

_NBSP = "\u00a0"
_SWEDISH = Locale("sv")
_ENGLISH = Locale("en", "GB")
_RELATIVE_DAYS = {
    "sv": {-1: "i går", 0: "i dag", 1: "i morgon"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


@lru_cache(maxsize=8192)
def _dated(value: date, pattern: str, locale: Locale) -> str:
    """Format once what every reader of a month of free times asks for again."""
    return format_date(value, pattern, locale=locale)


def spoken(locale: Locale | str | None) -> Locale:
    """Return the one of the two locales that stands for `locale`; Swedish when it is neither."""
    language = locale.language if isinstance(locale, Locale) else (locale or "sv")
    return _ENGLISH if str(language).startswith("en") else _SWEDISH


def day(value: date, locale: Locale) -> str:
    """Return “tors 26 november 2026”."""
    return _dated(value, "EEE d MMMM y", locale)


def day_long(value: date, locale: Locale) -> str:
    """Return “torsdag 26 november 2026”."""
    return _dated(value, "EEEE d MMMM y", locale)


def day_short(value: date, locale: Locale, this_year: int) -> str:
    """Return “tors 26 nov.”, with the year when it is another than `this_year`."""
    return _dated(value, "EEE d MMM" if value.year == this_year else "EEE d MMM y", locale)


def part(value: date, pattern: str, locale: Locale) -> str:
    """Return one part of a date by its CLDR pattern: “EEEE” is “torsdag”, “d MMM” is “26 nov.”."""
    return _dated(value, pattern, locale)


def clocktime(value: datetime | time, locale: Locale, zone: ZoneInfo) -> str:
    """Return “9.00” in Swedish and “09:00” in English, in tables as in text.

    In the hour that comes twice when summer time ends, the zone's name says which.
    """
    if not isinstance(value, datetime):
        return _clock(value, locale)
    return _local_clock(value.astimezone(zone), locale)


def moment(value: datetime, locale: Locale, zone: ZoneInfo) -> str:
    """Return “tors 26 november 2026, kl. 9.00”."""
    local = value.astimezone(zone)
    return f"{day(local.date(), locale)}, {_at(locale)}{clocktime(local, locale, zone)}"


def clock_span(starts_at: datetime, ends_at: datetime, locale: Locale, zone: ZoneInfo) -> str:
    """Return “9.00–10.30”; an end at the midnight that closes the day is 24.00."""
    # In UTC, since two moments in one zone are equal whichever of the doubled hours they mean.
    return _clock_span(starts_at.astimezone(UTC), ends_at.astimezone(UTC), locale, zone)


def span(starts_at: datetime, ends_at: datetime, locale: Locale, zone: ZoneInfo) -> str:
    """Return “tors 26 november 2026, kl. 9.00–10.30 (v. 48)”, or both days when there are two.

    The week gets its year where it is not the year of the date: 1 January 2027 is
    in week 53 of 2026.
    """
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    in_week = _week_of_dated(first.date(), locale)
    if _is_within_a_day(first, last):
        times = clock_span(first, last, locale, zone)
        return f"{day(first.date(), locale)}, {_at(locale)}{times} ({in_week})"
    if first.isocalendar()[:2] != last.isocalendar()[:2]:
        in_week = f"{in_week}–{_week_of_dated(last.date(), locale)}"
    return f"{moment(first, locale, zone)} – {moment(last, locale, zone)} ({in_week})"


def week(value: date, locale: Locale, this_iso_year: int) -> str:
    """Return “v. 48”, with the ISO year when it is another than `this_iso_year`."""
    year, number, _ = value.isocalendar()
    return _week(number, locale) + ("" if year == this_iso_year else f" {year}")


def weeks(first: date, last: date, locale: Locale, this_iso_year: int) -> str:
    """Return “v. 48–51”; one week alone when both days are in it, years as in `week`."""
    begins, ends = first.isocalendar(), last.isocalendar()
    if begins[:2] == ends[:2]:
        return week(first, locale, this_iso_year)
    word = "weeks" if locale.language == "en" else "v."
    if begins.year != ends.year:
        return f"{word}{_NBSP}{begins.week} {begins.year}–{ends.week} {ends.year}"
    year = "" if begins.year == this_iso_year else f" {begins.year}"
    return f"{word}{_NBSP}{begins.week}–{ends.week}{year}"


def duration(minutes: int, locale: Locale) -> str:
    """Return “90 min” below two hours, then “2 tim” and “2 tim 30 min”."""
    if minutes < 120:
        return f"{minutes}{_NBSP}min"
    hours, rest = divmod(minutes, 60)
    text = f"{hours}{_NBSP}{'h' if locale.language == 'en' else 'tim'}"
    return f"{text} {rest}{_NBSP}min" if rest else text


def relative_day(value: date, today: date, locale: Locale) -> str:
    """Return “i dag”, “i morgon”, “om 3 dagar”, “för 2 dagar sedan”."""
    days = (value - today).days
    named = _RELATIVE_DAYS[locale.language].get(days)
    if named:
        return named
    return format_timedelta(
        timedelta(days=days), granularity="day", threshold=10_000, add_direction=True, locale=locale
    )


def number(value: int | Decimal, locale: Locale) -> str:
    """Return “2 400” or “2,400”."""
    return format_decimal(value, locale=locale)


def file_size(size: int, locale: Locale) -> str:
    """Return bytes as “12 kB” or “3,4 MB”, rounded up to what is more than nothing."""
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)), locale)}{_NBSP}kB"
    return f"{number(Decimal(size).scaleb(-6).quantize(Decimal('0.1')), locale)}{_NBSP}MB"


def money(kronor: int | Decimal, locale: Locale) -> str:
    """Return “2 400 kr” or “SEK 2,400”; öre only when there are any."""
    whole = kronor == int(kronor)
    amount = format_decimal(kronor, format="#,##0" if whole else "#,##0.00", locale=locale)
    return f"SEK{_NBSP}{amount}" if locale.language == "en" else f"{amount}{_NBSP}kr"


def phone(e164: str, locale: Locale) -> str:
    """Return a stored number as “08-465 00 405”; international when foreign, or read in English."""
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    if parsed.country_code != 46 or locale.language == "en":
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = str(parsed.national_number)
    if len(national) == 9 and national.startswith("8"):
        # Stockholm's eight-digit numbers, grouped as the city itself prints them.
        return f"08-{national[1:4]} {national[4:6]} {national[6:]}"
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def language_name(code: str, locale: Locale) -> str:
    """Return “engelska” or “English”."""
    return str(locale.languages.get(code.replace("-", "_"), code))


def country_name(code: str, locale: Locale) -> str:
    """Return “Sverige” or “Sweden”."""
    return str(locale.territories.get(code.upper(), code))


def listing(items: Iterable[Any], locale: Locale) -> str:
    """Return “a, b och c”."""
    return format_list([str(item) for item in items], locale=locale)


def _at(locale: Locale) -> str:
    return "" if locale.language == "en" else f"kl.{_NBSP}"


def _week(number_of_week: int, locale: Locale) -> str:
    return f"{'week' if locale.language == 'en' else 'v.'}{_NBSP}{number_of_week}"


def _week_of_dated(value: date, locale: Locale) -> str:
    year, number_of_week, _ = value.isocalendar()
    return _week(number_of_week, locale) + ("" if year == value.year else f" {year}")


def _is_within_a_day(first: datetime, last: datetime) -> bool:
    return first.date() == last.date() or _is_closing_midnight(first, last)


def _is_closing_midnight(first: datetime, last: datetime) -> bool:
    return last.time() == time.min and last.date() - first.date() == timedelta(days=1)


@lru_cache(maxsize=8192)
def _clock_span(starts_at: datetime, ends_at: datetime, locale: Locale, zone: ZoneInfo) -> str:
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if _is_closing_midnight(first, last):
        end = "24:00" if locale.language == "en" else "24.00"
    else:
        end = _local_clock(last, locale)
    return f"{_local_clock(first, locale)}–{end}"


def _clock(value: time | datetime, locale: Locale) -> str:
    if locale.language == "en":
        return f"{value.hour:02}:{value.minute:02}"
    return f"{value.hour}.{value.minute:02}"


def _local_clock(local: datetime, locale: Locale) -> str:
    text = _clock(local, locale)
    return f"{text}{_NBSP}{local.tzname()}" if _comes_twice(local) else text


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
