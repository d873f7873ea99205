"""Each paper of a pack by its name, and what is missing in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from arena.delegations.pack.desk_card import desk_card
from arena.delegations.pack.kinds import KINDS, Paper
from arena.delegations.pack.lines import role_number
from arena.delegations.pack.people import badges, participants, place_cards
from arena.delegations.pack.programme import programme
from arena.delegations.pack.run_sheet import run_sheet
from arena.delegations.pack.sign import sign
from arena.delegations.queries.pack import Pack

_DRAW: dict[Paper, Callable[[Pack], dict[str, Any]]] = {
    Paper.PROGRAMME: programme,
    Paper.RUN_SHEET: run_sheet,
    Paper.PARTICIPANTS: participants,
    Paper.BADGES: badges,
    Paper.PLACE_CARDS: place_cards,
    Paper.SIGN: sign,
    Paper.DESK_CARD: desk_card,
}
SIZES = ("a4", "a3")  # Of the welcome sign.


def draw(pack: Pack, paper: Paper, *, size: str = "a4") -> dict[str, Any]:
    """Return what stands on a paper, in the current language; `size` is the welcome sign's."""
    drawn = _DRAW[paper](pack)
    return {**drawn, "size": size} if paper == Paper.SIGN else drawn


def can_print(pack: Pack, paper: Paper) -> bool:
    """Tell whether there is anything to print on a paper."""
    kind = KINDS[paper]
    return (not kind.needs_programme or bool(pack.programme.entries)) and (
        not kind.needs_people or bool(pack.participants)
    )


def printable(pack: Pack) -> list[Paper]:
    """Return the papers that have something to print."""
    return [paper for paper in Paper if can_print(pack, paper)]


def missing(pack: Pack, paper: Paper) -> list[str]:
    """Return what is missing in a paper, in words that say what to do about it."""
    kind = KINDS[paper]
    found = []
    if kind.needs_programme and not pack.programme.entries:
        found.append(_("Nothing in the programme yet"))
    if kind.needs_people and not pack.participants:
        found.append(_("No participants yet"))
    if paper in (Paper.PROGRAMME, Paper.RUN_SHEET):
        found += _missing_people(pack)
    if paper == Paper.RUN_SHEET:
        found += _missing_numbers(pack)
    if paper == Paper.DESK_CARD and not (pack.desk_card and pack.desk_card.forms_of_address):
        found.append(_("No forms of address yet"))
    return found


def _missing_people(pack: Pack) -> list[str]:
    found = []
    if not pack.day_leads:
        found.append(_("No day lead"))
    elif not all(role_number(lead) for lead in pack.day_leads):
        found.append(_("No telephone number for the day lead"))
    if number := len(pack.unconfirmed):
        found.append(
            ngettext("%(num)d stop is not confirmed", "%(num)d stops are not confirmed", number)
        )
    return found


def _missing_numbers(pack: Pack) -> list[str]:
    return [] if pack.delegation.contact_phone else [_("No telephone number for the contact")]
