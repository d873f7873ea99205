"""A programme as the guests read it: day by day, by our clocks and by those at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import get_timezone_location
from flask_babel import gettext as _

from arena import clock
from arena.delegations.rules.programme import Entry, Programme
from arena.delegations.tellings import entry_hosts, group_word
from arena.web import formats
from arena.web.filters import current_locale
from arena.web.languages import localized


@dataclass(frozen=True)
class Row:
    """One line of the programme in words; `theirs` is "" where the clocks at home say the same."""

    entry: Entry
    ours: str
    theirs: str
    title: str
    group: str
    place: str
    hosts: str
    note: str
    way: str


@dataclass(frozen=True)
class Day:
    """The lines of one day, by the arena's calendar."""

    day: date
    rows: list[Row]


@dataclass(frozen=True)
class Shown:
    """A programme as it is shown; `theirs` names the clocks at home, "" where ours do."""

    days: list[Day]
    ours: str
    theirs: str


def show_programme(programme: Programme, zone_name: str) -> Shown:
    """Return a programme as it is shown to guests whose clocks go by `zone_name`."""
    home, here = find_zone(zone_name), clock.zone()
    differs = home is not None and _differ(programme.entries, home, here)
    theirs = home if differs else None
    return Shown(
        days=[
            Day(day, [_row(entry, here, theirs) for entry in entries])
            for day, entries in programme.days(here)
        ],
        ours=city(here),
        theirs=city(theirs) if theirs else "",
    )


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of that name; None where there is none any more."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None  # It was renamed since the version came: our own time is always right.


def _differ(entries: Sequence[Entry], one: tzinfo, other: tzinfo) -> bool:
    moments = [moment for entry in entries for moment in (entry.starts_at, entry.ends_at)]
    return any(
        moment.astimezone(one).utcoffset() != moment.astimezone(other).utcoffset()
        for moment in moments
    )


def _row(entry: Entry, here: ZoneInfo, home: ZoneInfo | None) -> Row:
    locale = current_locale()
    return Row(
        entry=entry,
        ours=formats.clock_span(entry.starts_at, entry.ends_at, locale, here),
        theirs=_at_home(entry, here, home) if home else "",
        title=localized(entry, "title"),
        group=group_word(entry.group),
        place=localized(entry, "place"),
        hosts=entry_hosts(entry),
        note=localized(entry, "note"),
        way=_way(entry),
    )


def _at_home(entry: Entry, here: ZoneInfo, home: ZoneInfo) -> str:
    """Return the time at home, with its day where that is another than ours."""
    locale = current_locale()
    time = formats.clock_span(entry.starts_at, entry.ends_at, locale, home)
    start, end = entry.starts_at.astimezone(home), entry.ends_at.astimezone(home)
    if _is_same_day(start, entry.starts_at.astimezone(here)):
        return time
    if start.date() != end.date():
        return formats.span(entry.starts_at, entry.ends_at, locale, home)
    return f"{formats.part(start.date(), 'EEE d MMM', locale)}, {time}"


def _is_same_day(one: datetime, other: datetime) -> bool:
    return one.date() == other.date()


def city(zone: ZoneInfo) -> str:
    """Return the town by which a zone is known, in the reader's language."""
    return str(get_timezone_location(zone, locale=current_locale(), return_city=True))


def _way(entry: Entry) -> str:
    """Return how one gets there, and how long that takes; "" where one is there already."""
    minutes = entry.travel_minutes
    if not minutes:
        return ""
    words: dict[str, str] = {
        "bus": _("%(minutes)d min by bus before", minutes=minutes),
        "transit": _("%(minutes)d min by public transport before", minutes=minutes),
        "boat": _("%(minutes)d min by boat before", minutes=minutes),
    }
    on_foot: str = _("%(minutes)d min on foot before", minutes=minutes)
    return words.get(entry.travel_mode, on_foot)
