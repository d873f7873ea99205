"""Until when one may ask and show interest, and how questions and interest stand."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from arena.needs.rules.ladder import Act, Dialogue, may_do

_NO_LONGER = frozenset({Dialogue.CLOSED, Dialogue.PROCUREMENT})


class QuestionState(StrEnum):
    """How a question stands."""

    UNCONFIRMED = "unconfirmed"  # The asker's address has not answered for itself yet.
    ASKED = "asked"
    ANSWERED = "answered"  # Question and answer are public, since the same moment.
    SET_ASIDE = "set_aside"  # No question about the need; the asker was told why.


class InterestState(StrEnum):
    """How an interest stands between its partner and the need's owner."""

    SHOWN = "shown"
    INVITED = "invited"  # To dialogue.
    THANKED = "thanked"
    WITHDRAWN = "withdrawn"  # By who had shown it.


def takes_questions(state: str, dialogue: str, until: date | None, today: date) -> bool:
    """Tell whether questions may be asked today; `until` is the last day for it."""
    return _takes(state, Act.ASK, dialogue, until, today)


def takes_interest(state: str, dialogue: str, until: date | None, today: date) -> bool:
    """Tell whether interest may be shown today; `until` is the last day for it."""
    return _takes(state, Act.SHOW_INTEREST, dialogue, until, today)


def _takes(state: str, act: Act, dialogue: str, until: date | None, today: date) -> bool:
    if not may_do(state, act) or dialogue in _NO_LONGER:
        return False
    return until is None or today <= until
