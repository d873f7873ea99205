"""The ladder of a delegation: its states, and which act may move which state where."""

from __future__ import annotations

from enum import StrEnum


class DelegationState(StrEnum):
    """Where a delegation stands."""

    ENQUIRY = "enquiry"  # Somebody has asked; nobody has looked at it.
    VETTING = "vetting"  # Staff weigh whether to receive it.
    INCOMPLETE = "incomplete"  # Staff asked the sender for more.
    PLANNING = "planning"  # Accepted; the programme is being built.
    RELEASED = "released"  # The guests have a version of the programme.
    UNDER_WAY = "under_way"
    DONE = "done"
    FOLLOWED_UP = "followed_up"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # By the guests.
    CALLED_OFF = "called_off"  # By the arena, after it was accepted.


class Act(StrEnum):
    """What is done to a delegation as a whole."""

    START_VETTING = "start_vetting"
    ASK_FOR_MORE = "ask_for_more"
    COMPLETE = "complete"  # What was asked for has come.
    ACCEPT = "accept"
    DECLINE = "decline"
    RELEASE = "release"  # For the first time.
    RELEASE_AGAIN = "release_again"
    BEGIN = "begin"
    FINISH = "finish"
    FOLLOW_UP = "follow_up"
    WITHDRAW = "withdraw"
    CALL_OFF = "call_off"
    EDIT = "edit"  # Its facts.
    ASSIGN = "assign"  # Another coordinator.
    LINK = "link"  # To an organisation of the directory.
    NOTE = "note"  # What only staff read.
    PLAN = "plan"  # Its programme.
    REPORT = "report"


_S = DelegationState
UNDECIDED = frozenset({_S.ENQUIRY, _S.VETTING, _S.INCOMPLETE})
PLANNED = frozenset({_S.PLANNING, _S.RELEASED, _S.UNDER_WAY})  # It is to take place.
OPEN = UNDECIDED | PLANNED
TOOK_PLACE = frozenset({_S.DONE, _S.FOLLOWED_UP})
ENDED = frozenset({_S.DECLINED, _S.WITHDRAWN, _S.CALLED_OFF})

# From where each act may be done, and to where it leads; None: it stays in its state.
TRANSITIONS: dict[Act, tuple[frozenset[DelegationState], DelegationState | None]] = {
    Act.START_VETTING: (frozenset({_S.ENQUIRY}), _S.VETTING),
    Act.ASK_FOR_MORE: (UNDECIDED, _S.INCOMPLETE),
    Act.COMPLETE: (frozenset({_S.INCOMPLETE}), _S.VETTING),
    Act.ACCEPT: (UNDECIDED, _S.PLANNING),
    Act.DECLINE: (UNDECIDED, _S.DECLINED),
    Act.RELEASE: (frozenset({_S.PLANNING}), _S.RELEASED),
    Act.RELEASE_AGAIN: (frozenset({_S.RELEASED, _S.UNDER_WAY}), None),
    Act.BEGIN: (frozenset({_S.RELEASED}), _S.UNDER_WAY),
    Act.FINISH: (frozenset({_S.RELEASED, _S.UNDER_WAY}), _S.DONE),
    Act.FOLLOW_UP: (frozenset({_S.DONE}), _S.FOLLOWED_UP),
    Act.WITHDRAW: (UNDECIDED | {_S.PLANNING, _S.RELEASED}, _S.WITHDRAWN),
    Act.CALL_OFF: (PLANNED, _S.CALLED_OFF),
    Act.EDIT: (OPEN, None),
    Act.ASSIGN: (OPEN | TOOK_PLACE, None),
    Act.LINK: (frozenset(_S), None),
    Act.NOTE: (frozenset(_S), None),
    Act.PLAN: (PLANNED, None),
    Act.REPORT: (PLANNED | TOOK_PLACE, None),
}


def may_do(state: str, act: Act) -> bool:
    """Tell whether `act` may be done to a delegation in `state`."""
    return state in TRANSITIONS[act][0]


def next_state(state: str, act: Act) -> DelegationState:
    """Return where `act` leads from `state`; `ValueError` where it may not be done."""
    starts, end = TRANSITIONS[act]
    if state not in starts:
        raise ValueError(f"{act} may not be done to a delegation that is {state}.")
    return end or DelegationState(state)


class Stage(StrEnum):
    """States as staff look for them."""

    NEW = "new"  # Nobody has looked at it.
    VETTING = "vetting"
    PLANNING = "planning"
    RELEASED = "released"  # And on the days themselves.
    DONE = "done"
    ENDED = "ended"


STAGES: dict[Stage, frozenset[DelegationState]] = {
    Stage.NEW: frozenset({_S.ENQUIRY}),
    Stage.VETTING: frozenset({_S.VETTING, _S.INCOMPLETE}),
    Stage.PLANNING: frozenset({_S.PLANNING}),
    Stage.RELEASED: frozenset({_S.RELEASED, _S.UNDER_WAY}),
    Stage.DONE: TOOK_PLACE,
    Stage.ENDED: ENDED,
}
