"""The ladder of a visit: its states, and which act may move which state where."""

from __future__ import annotations

from enum import StrEnum


class VisitState(StrEnum):
    """Where a visit stands; `arena.visits.meanings` says each in the reader's words."""

    UNVERIFIED = "unverified"  # The time is held; the address is not yet confirmed.
    RECEIVED = "received"
    INCOMPLETE = "incomplete"  # Staff asked for more.
    IN_REVIEW = "in_review"
    OFFERED = "offered"  # Staff proposed another time, held until answered.
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    FOLLOWED_UP = "followed_up"
    ARCHIVED = "archived"
    LAPSED = "lapsed"  # The address was never confirmed, or an offer never answered.
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # By the booker, before it was confirmed.
    CANCELLED = "cancelled"  # By the guest, after it was confirmed.
    CALLED_OFF = "called_off"  # By the arena.
    NO_SHOW = "no_show"


class Act(StrEnum):
    """What is done to a visit, by the booker, by staff, by its host, or by the passing of time."""

    CONFIRM_ADDRESS = "confirm_address"
    START_REVIEW = "start_review"
    ASK_FOR_MORE = "ask_for_more"
    ANSWER = "answer"
    PROPOSE = "propose"
    ACCEPT = "accept"
    REFUSE = "refuse"
    CONFIRM = "confirm"
    REASSIGN = "reassign"
    DECLINE = "decline"
    CALL_OFF = "call_off"
    CHANGE_HEADCOUNT = "change_headcount"
    ADD_DETAILS = "add_details"
    MOVE = "move"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    REPORT = "report"
    MISS = "miss"
    FOLLOW_UP = "follow_up"
    ARCHIVE = "archive"
    LAPSE = "lapse"


_S = VisitState
WAITING = frozenset({_S.RECEIVED, _S.INCOMPLETE, _S.IN_REVIEW})  # Staff have it before them.
PENDING = WAITING | {_S.UNVERIFIED, _S.OFFERED}  # Asked for, and not yet decided.
OPEN = PENDING | {_S.CONFIRMED}  # It may still take place.
TOOK_PLACE = frozenset({_S.COMPLETED, _S.FOLLOWED_UP, _S.ARCHIVED})
ENDED = frozenset(_S) - OPEN - TOOK_PLACE  # It did not take place, and will not.

# From where each act may be done, and to where it leads; None: the visit stays in its state.
TRANSITIONS: dict[Act, tuple[frozenset[VisitState], VisitState | None]] = {
    Act.CONFIRM_ADDRESS: (frozenset({_S.UNVERIFIED}), _S.RECEIVED),
    Act.START_REVIEW: (WAITING, _S.IN_REVIEW),
    Act.ASK_FOR_MORE: (WAITING, _S.INCOMPLETE),
    Act.ANSWER: (frozenset({_S.INCOMPLETE}), _S.IN_REVIEW),
    Act.PROPOSE: (WAITING | {_S.OFFERED}, _S.OFFERED),
    Act.ACCEPT: (frozenset({_S.OFFERED}), _S.CONFIRMED),
    Act.REFUSE: (frozenset({_S.OFFERED}), _S.IN_REVIEW),
    Act.CONFIRM: (WAITING | {_S.OFFERED}, _S.CONFIRMED),
    Act.REASSIGN: (frozenset({_S.CONFIRMED}), None),
    Act.DECLINE: (PENDING, _S.DECLINED),
    Act.CALL_OFF: (frozenset({_S.CONFIRMED}), _S.CALLED_OFF),
    Act.CHANGE_HEADCOUNT: (OPEN, None),
    Act.ADD_DETAILS: (OPEN, None),
    Act.MOVE: (WAITING | {_S.CONFIRMED}, None),
    Act.WITHDRAW: (PENDING, _S.WITHDRAWN),
    Act.CANCEL: (frozenset({_S.CONFIRMED}), _S.CANCELLED),
    Act.REPORT: (frozenset({_S.CONFIRMED, _S.COMPLETED, _S.NO_SHOW}), _S.COMPLETED),
    Act.MISS: (frozenset({_S.CONFIRMED, _S.COMPLETED, _S.NO_SHOW}), _S.NO_SHOW),
    Act.FOLLOW_UP: (frozenset({_S.COMPLETED}), _S.FOLLOWED_UP),
    Act.ARCHIVE: (frozenset({_S.FOLLOWED_UP}), _S.ARCHIVED),
    Act.LAPSE: (frozenset({_S.UNVERIFIED, _S.OFFERED}), _S.LAPSED),
}


def may_move(state: str, act: Act) -> bool:
    """Tell whether `act` may be done to a visit in `state`."""
    return state in TRANSITIONS[act][0]


def next_state(state: str, act: Act) -> VisitState:
    """Return where `act` leads from `state`; `ValueError` where it may not be done."""
    starts, end = TRANSITIONS[act]
    if state not in starts:
        raise ValueError(f"{act} may not be done to a visit that is {state}.")
    return end or VisitState(state)


def acts_from(state: str) -> list[Act]:
    """Return what may be done to a visit in `state`."""
    return [act for act in Act if may_move(state, act)]
