"""Lists and cards with people's names: the list of participants, badges, place cards."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena.delegations.models import Participant
from arena.delegations.pack import lines
from arena.delegations.pack.kinds import KINDS, Paper
from arena.delegations.queries.pack import Pack
from arena.delegations.rules.precedence import language_of_name, size_step
from arena.delegations.tellings import group_word


def participants(pack: Pack) -> dict[str, Any]:
    """Return the list of participants by precedence."""
    columns = [_("No."), _("Name"), _("Title"), _("Organisation")]
    if pack.delegation.groups:
        columns.append(_("Group"))
    people = [_person(pack, each) for each in pack.participants]
    return {
        "key": Paper.PARTICIPANTS,
        "kicker": _("List of participants"),
        "title": pack.delegation.name,
        "lead": _count(len(people)),
        "foot": lines.foot(pack),
        "columns": columns,
        "people": [{**each, "number": str(nth)} for nth, each in enumerate(people, start=1)],
    }


def badges(pack: Pack) -> dict[str, Any]:
    """Return what stands on each badge."""
    return _cards(pack, Paper.BADGES)


def place_cards(pack: Pack) -> dict[str, Any]:
    """Return what stands on each place card."""
    return _cards(pack, Paper.PLACE_CARDS)


def _cards(pack: Pack, paper: Paper) -> dict[str, Any]:
    return {
        "key": paper,
        "title": f"{KINDS[paper].title} – {pack.delegation.name}",
        "people": [_person(pack, each) for each in pack.participants],
    }


def _person(pack: Pack, person: Participant) -> dict[str, Any]:
    language = language_of_name(person.name, pack.delegation.country)
    return {
        "name": person.name,
        "lang": language or None,
        "step": size_step(person.name),
        "title": person.title,
        "organisation": person.organisation,
        "group": group_word(person.group.name) if person.group else "",
        "party": pack.delegation.name,
    }


def _count(number: int) -> str:
    return str(ngettext("%(num)d participant", "%(num)d participants", number))
