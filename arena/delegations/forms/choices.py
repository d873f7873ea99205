"""What is chosen from in forms about delegations: languages, time zones, people who plan."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

from arena.accounts.queries import list_planners
from arena.web import filters, formats, languages
from arena.web.languages import LANGUAGES

# What the arena's own hosts speak; for others an interpreter comes along.
SPOKEN = ("sv", "en", "de", "fr", "es", "fi", "no", "da", "zh")
_HOME = "Europe/Stockholm"


def spoken_choices() -> list[tuple[str, str]]:
    """Return the languages in which groups are received."""
    return [(code, filters.sentence(filters.language_name(code))) for code in SPOKEN]


def mail_choices() -> list[tuple[str, str]]:
    """Return the languages in which the arena writes."""
    return [(code, filters.sentence(filters.language_name(code))) for code in LANGUAGES]


def language_choices() -> list[tuple[str, str]]:
    """Return every language that there is a short code for, by name."""
    return list(_all_languages(languages.current()))


def timezone_choices() -> list[tuple[str, str]]:
    """Return time zones by country, and by city where a country has several; Sweden first."""
    return list(_timezones(languages.current()))


def coordinator_choices() -> list[tuple[int, str]]:
    """Return who may coordinate, by name."""
    people = [(person.id, person.name) for person in list_planners()]
    return sorted(people, key=lambda person: person[1].casefold())


def timezone_name(zone: str) -> str:
    """`{{ delegation.timezone|timezone_name }}`: “Japan”, “USA (New York)”."""
    return dict(_timezones(languages.current())).get(zone, zone)


@cache
def _all_languages(language: str) -> tuple[tuple[str, str], ...]:
    named = [
        (code, filters.sentence(str(name)))
        for code, name in formats.spoken(language).languages.items()
        if len(code) == 2
    ]
    return tuple(sorted(named, key=lambda choice: choice[1].casefold()))


@cache
def _timezones(language: str) -> tuple[tuple[str, str], ...]:
    locale = formats.spoken(language)
    known, territories = available_timezones(), get_global("zone_territories")
    zones = {zone: code for zone, code in territories.items() if zone in known and code.isalpha()}
    several = [code for code in zones.values() if list(zones.values()).count(code) > 1]
    choices = []
    for zone, code in zones.items():
        country = str(locale.territories.get(code, code))
        city = get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
        choices.append((zone, f"{country} ({city})" if code in several else country))
    choices.sort(key=lambda choice: (choice[0] != _HOME, choice[1].casefold()))
    return tuple(choices)
