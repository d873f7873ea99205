"""Where a room booking may go from where it stands, and what its event then is."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What is done to a room booking; the names are those of the trail."""

    BOOK = "book"
    CHANGE = "change"
    APPROVE = "approve"
    DECLINE = "decline"
    LAPSE = "lapse"
    CANCEL = "cancel"
    CHECK_IN = "check_in"
    COUNT = "count"
    RELEASE = "release"


class Scope(StrEnum):
    """How much of a series is meant."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


# As in `BookingState`: those that hold their room.
HOLDING = frozenset({"requested", "confirmed"})
# Those that a partner's month is charged with: what nobody came to had been kept from others.
COUNTED = HOLDING | {"released"}
_FROM = {
    Act.CHANGE: HOLDING,
    Act.APPROVE: frozenset({"requested"}),
    Act.DECLINE: frozenset({"requested"}),
    Act.LAPSE: frozenset({"requested"}),
    Act.CANCEL: HOLDING,
    Act.CHECK_IN: frozenset({"confirmed"}),
    Act.COUNT: frozenset({"confirmed"}),
    Act.RELEASE: frozenset({"confirmed"}),
}


def may_do(act: Act, state: str) -> bool:
    """Tell whether a booking's state allows an act."""
    return state in _FROM[act]


def state_after(*, is_partner: bool, needs_approval: bool, is_moved: bool, was: str = "") -> str:
    """Return the state of a booking that is made (`was` empty) or changed.

    A partner who takes other time of a room that needs our answer asks anew; who changes only
    words does not. Staff leave an answer that is due to be given.
    """
    if not is_partner:
        return was or "confirmed"
    return "requested" if needs_approval and (is_moved or was != "confirmed") else "confirmed"
