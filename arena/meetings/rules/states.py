"""Which act is possible in which state of a meeting, and where it leads."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What is done to a meeting as a whole."""

    CHANGE = "change"  # Its facts, its time or its place.
    CALL = "call"  # Invitations go out.
    INVITE = "invite"  # Somebody is added, or left out.
    CANCEL = "cancel"
    PREPARE = "prepare"  # Its agenda and documents.
    RECORD = "record"  # Attendance, notes, decisions.
    HOLD = "hold"  # It has taken place.


_AHEAD = frozenset({"planned", "called"})
_NOT_OFF = frozenset({"planned", "called", "held"})
_FROM: dict[Act, frozenset[str]] = {
    Act.CHANGE: _AHEAD,
    Act.CALL: _AHEAD,
    Act.INVITE: _AHEAD,
    Act.CANCEL: _AHEAD,
    Act.PREPARE: _NOT_OFF,
    Act.RECORD: _NOT_OFF,
    Act.HOLD: _NOT_OFF,
}
_TO: dict[Act, str] = {Act.CALL: "called", Act.CANCEL: "cancelled", Act.HOLD: "held"}
# What can only be done before the meeting has ended.
BEFORE_END = frozenset({Act.CALL, Act.INVITE, Act.CANCEL})


def may_do(act: Act, state: str) -> bool:
    """Tell whether an act is possible in a state."""
    return state in _FROM[act]


def state_after(act: Act, state: str) -> str:
    """Return the state that an act leads to."""
    return _TO.get(act, state)
