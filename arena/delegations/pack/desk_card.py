"""The desk card: what whoever receives the guests should know, on one page.

What the house knows by itself comes from CLDR (Babel), the telephone library and the Swedish acts
on holidays. Other countries' holidays would take a library of 16 MB in each web process (ADR 7),
and customs have no source that is kept well: the coordinator writes those.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from babel.languages import get_official_languages
from babel.numbers import get_currency_name, get_territory_currencies
from flask_babel import gettext as _

from arena import clock
from arena.delegations.meanings import INTERPRETATIONS, LEVELS, TYPES
from arena.delegations.models import Delegation, DelegationType, DeskCard, Interpretation, Level
from arena.delegations.pack import lines
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.pack import Pack
from arena.delegations.showing import city, find_zone
from arena.resources.rules.holidays import holidays_of
from arena.web import filters, formats
from arena.web.contact import arena_contact
from arena.web.languages import current

_AROUND = timedelta(days=7)
Facts = list[tuple[str, str]]


def desk_card(pack: Pack) -> dict[str, Any]:
    """Return the desk card in the current language."""
    return {
        "key": Paper.DESK_CARD,
        "kicker": _("Desk card: for staff"),
        "title": pack.delegation.name,
        "lead": lines.days_of(pack),
        "foot": lines.foot(pack),
        "parts": [
            _part(_("The guests"), _guests(pack.delegation)),
            _part(_("The country"), list(_country(pack.delegation.country))),
            _part(_("The time there"), _time(pack)),
            _part(_("Public holidays in Sweden around the visit"), *_holidays(pack.delegation)),
            {
                **_part(_("Forms of address"), [], _written(pack.desk_card, "forms_of_address")),
                "begins_column": True,
            },
            _part(_("Good to know"), [], _written(pack.desk_card, "customs")),
            _part(_("Gifts"), [], _gift_rule()),
            _part(_("If something happens"), _help(pack)),
        ],
    }


def _part(heading: str, facts: Facts, paragraphs: list[str] | None = None) -> dict[str, Any]:
    return {
        "heading": heading,
        "facts": facts,
        "paragraphs": paragraphs or [],
        "begins_column": False,
    }


def _guests(delegation: Delegation) -> Facts:
    spoken = filters.sentence(filters.language_name(delegation.language))
    interpreted = ""
    if delegation.interpretation != Interpretation.NONE:
        interpreted = str(INTERPRETATIONS[Interpretation(delegation.interpretation)])
    facts = [
        (_("Organisation"), delegation.organisation_name),
        (_("On behalf of"), delegation.on_behalf_of),
        (_("Kind of delegation"), str(TYPES[DelegationType(delegation.type)])),
        (_("Level"), str(LEVELS[Level(delegation.level)])),
        (_("People"), str(delegation.headcount or delegation.size)),
        (_("We speak"), spoken),
        (_("Interpreter"), interpreted),
    ]
    return [(term, words) for term, words in facts if words]


def _country(code: str) -> Iterator[tuple[str, str]]:
    locale = filters.current_locale()
    both = [formats.country_name(code, formats.spoken(each)) for each in ("sv", "en")]
    yield _("Country"), " · ".join(dict.fromkeys(both if current() == "sv" else both[::-1]))
    languages = get_official_languages(code, regional=False, de_facto=True)
    if languages:
        names = filters.listing(filters.language_name(each) for each in languages)
        yield _("Official languages"), filters.sentence(names)
    currencies = get_territory_currencies(code)
    if currencies:
        name = get_currency_name(currencies[0], locale=locale)
        yield _("Currency"), f"{filters.sentence(name)} ({currencies[0]})"
    if number := phonenumbers.country_code_for_region(code):
        yield _("Dialling code"), f"+{number}"


def _time(pack: Pack) -> Facts:
    theirs = find_zone(pack.delegation.timezone)
    if theirs is None:
        return [(_("Time zone"), pack.delegation.timezone)]
    now = clock.now()
    facts = [(_("When this was made"), _both_clocks(now, theirs))]
    if (starts_at := pack.programme.starts_at) is not None:
        facts.append((_("When the visit begins"), _both_clocks(starts_at, theirs)))
    at = pack.programme.starts_at or now
    return [*facts, (_("Difference"), _difference(at, theirs))]


def _both_clocks(moment: datetime, theirs: ZoneInfo) -> str:
    locale = filters.current_locale()
    here = filters.clocktime(moment)
    there = formats.moment(moment, locale, theirs)
    return str(_("%(here)s here is %(there)s there", here=here, there=there))


def _difference(moment: datetime, theirs: ZoneInfo) -> str:
    there, here = (moment.astimezone(zone).replace(tzinfo=None) for zone in (theirs, clock.zone()))
    minutes = int((there - here).total_seconds() // 60)
    place = city(theirs)
    if not minutes:
        return str(_("%(place)s has the same time as we", place=place))
    hours, rest = divmod(abs(minutes), 60)
    time = _("%(hours)s h", hours=hours) + (f" {filters.duration(rest)}" if rest else "")
    if minutes > 0:
        return str(_("%(place)s is %(time)s ahead of us", place=place, time=time))
    return str(_("%(place)s is %(time)s behind us", place=place, time=time))


def _written(card: DeskCard | None, field: str) -> list[str]:
    text = getattr(card, field) if card else ""
    return text.split("\n") if text else [_("Nothing has been written here yet.")]


def _holidays(delegation: Delegation) -> tuple[Facts, list[str]]:
    first, last = delegation.starts_on - _AROUND, delegation.ends_on + _AROUND
    facts = [
        (filters.sentence(filters.day(day)), holiday.name(current()))
        for year in range(first.year, last.year + 1)
        for day, holiday in sorted(holidays_of(year).items())
        if first <= day <= last
    ]
    words = [_("Ask the guests about their own: they are not listed here.")]
    return facts, words if facts else [_("None within a week of the visit."), *words]


def _gift_rule() -> list[str]:
    """Return the arena's rule; who gives or takes what is then kept in the gift log."""
    return [
        _(
            "Simple tokens of little value may be given and received. Enter each of them in the"
            " gift log, the same day."
        ),
        _(
            "What is worth more belongs to the arena and not to you: thank the giver, hand it to"
            " the coordinator, and enter it in the log."
        ),
        _(
            "Never accept money, gift cards, travel or anything from somebody whose case the city"
            " is deciding on. Say no with thanks."
        ),
    ]


def _help(pack: Pack) -> Facts:
    contact = arena_contact()
    facts = [
        (_("Ambulance, fire brigade, police"), _("112, from any telephone")),
        (_("Police, when it is not urgent"), "114 14"),
        (_("Advice on health"), "1177"),
        *((lead.name, _read(lines.role_number(lead))) for lead in pack.day_leads),
    ]
    if contact.phone:
        facts.append((contact.operator, _read(contact.phone)))
    return [(term, words) for term, words in facts if words]


def _read(number: str) -> str:
    return lines.phone(number)["phone"]
