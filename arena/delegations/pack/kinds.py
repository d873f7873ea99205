"""Which papers there are, what they are called and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


class Paper(StrEnum):
    """One paper of the pack."""

    PROGRAMME = "programme"
    RUN_SHEET = "run_sheet"
    PARTICIPANTS = "participants"
    BADGES = "badges"
    PLACE_CARDS = "place_cards"
    SIGN = "sign"
    DESK_CARD = "desk_card"


@dataclass(frozen=True)
class Kind:
    """What a paper is called and is for, in the reader's words."""

    title: Any
    purpose: Any
    needs_programme: bool = False
    needs_people: bool = False


KINDS: dict[Paper, Kind] = {
    Paper.PROGRAMME: Kind(
        _l("Programme"),
        _l("For the guests: days, times, places and who receives them."),
        needs_programme=True,
    ),
    Paper.RUN_SHEET: Kind(
        _l("Run sheet"),
        _l("For staff only: who does what, telephone numbers, equipment and notes."),
        needs_programme=True,
    ),
    Paper.PARTICIPANTS: Kind(
        _l("List of participants"),
        _l("By precedence, then in the order in which they were given."),
        needs_people=True,
    ),
    Paper.BADGES: Kind(
        _l("Name badges"),
        _l("85 × 54 mm, ten to a sheet of A4, with marks to cut by."),
        needs_people=True,
    ),
    Paper.PLACE_CARDS: Kind(
        _l("Place cards"),
        _l("Folded tents, 90 × 45 mm, six to a sheet of A4."),
        needs_people=True,
    ),
    Paper.SIGN: Kind(_l("Welcome sign"), _l("For the door, lying A4 or A3.")),
    Paper.DESK_CARD: Kind(
        _l("Desk card"),
        _l("For who receives them: the country, the time there, gifts and who helps."),
    ),
}
