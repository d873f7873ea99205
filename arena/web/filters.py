"""The formats as filters of the templates: in the reader's language, in the arena's zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import get_locale

from arena import clock
from arena.web import formats


def current_locale() -> Locale:
    """Return the locale that the reader's language stands for."""
    return formats.spoken(get_locale())


def _date(value: date | datetime) -> date:
    return clock.date_of(value) if isinstance(value, datetime) else value


def moment(value: datetime) -> str:
    """`{{ visit.starts_at|moment }}`."""
    return formats.moment(value, current_locale(), clock.zone())


def span(starts_at: datetime, ends_at: datetime) -> str:
    """`{{ visit.starts_at|span(visit.ends_at) }}`."""
    return formats.span(starts_at, ends_at, current_locale(), clock.zone())


def clock_span(starts_at: datetime, ends_at: datetime) -> str:
    """`{{ visit.starts_at|clock_span(visit.ends_at) }}`."""
    return formats.clock_span(starts_at, ends_at, current_locale(), clock.zone())


def clocktime(value: datetime | time) -> str:
    """`{{ visit.starts_at|clocktime }}`."""
    return formats.clocktime(value, current_locale(), clock.zone())


def day(value: date | datetime) -> str:
    """`{{ visit.starts_at|day }}`."""
    return formats.day(_date(value), current_locale())


def day_long(value: date | datetime) -> str:
    """`{{ visit.starts_at|day_long }}`."""
    return formats.day_long(_date(value), current_locale())


def day_short(value: date | datetime) -> str:
    """`{{ visit.starts_at|day_short }}`."""
    return formats.day_short(_date(value), current_locale(), clock.today().year)


def isodate(value: date | datetime) -> str:
    """`<time datetime="{{ visit.starts_at|isodate }}">`."""
    return _date(value).isoformat()


def isomoment(value: datetime) -> str:
    """`<time datetime="{{ visit.starts_at|isomoment }}">`."""
    return value.astimezone(clock.zone()).isoformat(timespec="minutes")


def weekday(value: date | datetime) -> str:
    """`{{ visit.starts_at|weekday }}`: “torsdag”."""
    return formats.part(_date(value), "EEEE", current_locale())


def weekday_short(value: date | datetime) -> str:
    """`{{ visit.starts_at|weekday_short }}`: “tors”."""
    return formats.part(_date(value), "EEE", current_locale())


def month(value: date | datetime) -> str:
    """`{{ visit.starts_at|month }}`: “november 2026”."""
    return formats.part(_date(value), "LLLL y", current_locale())


def month_name(value: date | datetime) -> str:
    """`{{ month|month_name }}`: “november”."""
    return formats.part(_date(value), "LLLL", current_locale())


def month_short(value: date | datetime) -> str:
    """`{{ visit.starts_at|month_short }}`: “nov.”."""
    return formats.part(_date(value), "MMM", current_locale())


def day_month(value: date | datetime) -> str:
    """`{{ visit.starts_at|day_month }}`: “26 november”."""
    return formats.part(_date(value), "d MMMM", current_locale())


def day_month_short(value: date | datetime) -> str:
    """`{{ visit.starts_at|day_month_short }}`: “26 nov.”."""
    return formats.part(_date(value), "d MMM", current_locale())


def day_number(value: date | datetime) -> str:
    """`{{ visit.starts_at|day_number }}`: “26”."""
    return str(_date(value).day)


def week(value: date | datetime) -> str:
    """`{{ visit.starts_at|week }}`."""
    return formats.week(_date(value), current_locale(), clock.today().isocalendar().year)


def weeks(first: date | datetime, last: date | datetime) -> str:
    """`{{ first|weeks(last) }}`: “v. 48–51”."""
    this_year = clock.today().isocalendar().year
    return formats.weeks(_date(first), _date(last), current_locale(), this_year)


def relative_day(value: date | datetime) -> str:
    """`{{ visit.starts_at|relative_day }}`."""
    return formats.relative_day(_date(value), clock.today(), current_locale())


def duration(minutes: int) -> str:
    """`{{ offer.minutes|duration }}`."""
    return formats.duration(minutes, current_locale())


def number(value: int | Decimal) -> str:
    """`{{ visit.headcount|number }}`."""
    return formats.number(value, current_locale())


def file_size(size: int) -> str:
    """`{{ version.size|file_size }}`."""
    return formats.file_size(size, current_locale())


def money(kronor: int | Decimal) -> str:
    """`{{ offer.fee|money }}`."""
    return formats.money(kronor, current_locale())


def phone(e164: str) -> str:
    """`{{ person.phone|phone }}`."""
    return formats.phone(e164, current_locale())


def language_name(code: str) -> str:
    """`{{ visit.language|language_name }}`."""
    return formats.language_name(code, current_locale())


def country_name(code: str) -> str:
    """`{{ organisation.country|country_name }}`."""
    return formats.country_name(code, current_locale())


def listing(items: Iterable[Any]) -> str:
    """`{{ names|listing }}`."""
    return formats.listing(items, current_locale())


def sentence(text: str) -> str:
    """`{{ day|day_long|sentence }}`: begun with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


FILTERS = (
    moment,
    span,
    clock_span,
    clocktime,
    day,
    day_long,
    day_short,
    isodate,
    isomoment,
    weekday,
    weekday_short,
    month,
    month_name,
    month_short,
    day_month,
    day_number,
    day_month_short,
    week,
    weeks,
    relative_day,
    duration,
    number,
    file_size,
    money,
    phone,
    sentence,
    language_name,
    country_name,
    listing,
)


def init_app(app: Flask) -> None:
    """Register every filter under its own name."""
    for function in FILTERS:
        app.add_template_filter(function)
