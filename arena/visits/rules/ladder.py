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
    MEND_ADDRESS = "mend_address"  # Before it is confirmed.
    SEND_AGAIN = "send_again"  # The mail that asks to confirm it.
    ADD_ADDRESS = "add_address"  # By staff, of who only called.
    TAKE_SEATS = "take_seats"  # The same on an open walk, where staff decide nothing.
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
    CALL_OFF_WALK = "call_off_walk"
    MOVE_WALK = "move_walk"
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
    LINK = "link"  # To an organisation of the directory.
    NOTE = "note"  # For staff alone.


_S = VisitState
WAITING = frozenset({_S.RECEIVED, _S.INCOMPLETE, _S.IN_REVIEW})  # Staff have it before them.
PROMISED = frozenset({_S.RECEIVED, _S.IN_REVIEW})  # The booker was promised an answer.
HELD = frozenset({_S.UNVERIFIED, _S.OFFERED})  # The time is given back unless somebody answers.
PENDING = WAITING | {_S.UNVERIFIED, _S.OFFERED}  # Asked for, and not yet decided.
OPEN = PENDING | {_S.CONFIRMED}  # It may still take place.
TOOK_PLACE = frozenset({_S.COMPLETED, _S.FOLLOWED_UP, _S.ARCHIVED})
ENDED = frozenset(_S) - OPEN - TOOK_PLACE  # It did not take place, and will not.

# From where each act may be done, and to where it leads; None: the visit stays in its state.
TRANSITIONS: dict[Act, tuple[frozenset[VisitState], VisitState | None]] = {
    Act.CONFIRM_ADDRESS: (frozenset({_S.UNVERIFIED}), _S.RECEIVED),
    Act.MEND_ADDRESS: (frozenset({_S.UNVERIFIED}), None),
    Act.SEND_AGAIN: (frozenset({_S.UNVERIFIED}), None),
    Act.ADD_ADDRESS: (WAITING | {_S.OFFERED, _S.CONFIRMED, _S.COMPLETED}, None),
    Act.TAKE_SEATS: (frozenset({_S.UNVERIFIED}), _S.CONFIRMED),
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
    Act.CALL_OFF_WALK: (frozenset({_S.UNVERIFIED, _S.CONFIRMED}), _S.CALLED_OFF),
    Act.MOVE_WALK: (frozenset({_S.UNVERIFIED, _S.CONFIRMED}), None),
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
    Act.LINK: (frozenset(_S), None),
    Act.NOTE: (frozenset(_S), None),
}


# Seats on an open walk share an event with others: it is not moved, hosted or confirmed for one.
ONLY_WALKS = frozenset({Act.TAKE_SEATS, Act.CALL_OFF_WALK, Act.MOVE_WALK})
NEVER_WALKS = frozenset(
    {
        Act.CONFIRM_ADDRESS,
        Act.ADD_ADDRESS,
        Act.START_REVIEW,
        Act.ASK_FOR_MORE,
        Act.ANSWER,
        Act.PROPOSE,
        Act.ACCEPT,
        Act.REFUSE,
        Act.CONFIRM,
        Act.REASSIGN,
        Act.DECLINE,
        Act.CALL_OFF,
        Act.MOVE,
    }
)


def may_move(state: str, act: Act, *, is_walk: bool = False) -> bool:
    """Tell whether `act` may be done to a visit in `state`; `is_walk`: to seats on an open walk."""
    return state in TRANSITIONS[act][0] and act not in (NEVER_WALKS if is_walk else ONLY_WALKS)


def next_state(state: str, act: Act) -> VisitState:
    """Return where `act` leads from `state`; `ValueError` where it may not be done."""
    starts, end = TRANSITIONS[act]
    if state not in starts:
        raise ValueError(f"{act} may not be done to a visit that is {state}.")
    return end or VisitState(state)


def acts_from(state: str, *, is_walk: bool = False) -> list[Act]:
    """Return what may be done to a visit in `state`."""
    return [act for act in Act if may_move(state, act, is_walk=is_walk)]


class Stage(StrEnum):
    """States as staff look for them."""

    WAITING = "waiting"  # For staff.
    WITH_BOOKER = "with_booker"  # For an answer of the booker.
    CONFIRMED = "confirmed"
    DONE = "done"
    ENDED = "ended"


STAGES: dict[Stage, frozenset[VisitState]] = {
    Stage.WAITING: PROMISED,
    Stage.WITH_BOOKER: HELD | {_S.INCOMPLETE},
    Stage.CONFIRMED: frozenset({_S.CONFIRMED}),
    Stage.DONE: TOOK_PLACE | {_S.NO_SHOW},
    Stage.ENDED: ENDED - {_S.NO_SHOW},
}
