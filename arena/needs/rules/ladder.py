"""The ladder of a need: its states, and which act may move which state where."""

from __future__ import annotations

from enum import StrEnum


class NeedState(StrEnum):
    """Where a need stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"  # Waits for the arena's yes.
    PUBLISHED = "published"
    DIALOGUE_CLOSED = "dialogue_closed"
    PROCUREMENT = "procurement"  # Linked to a procurement.
    PILOT = "pilot"  # Linked to a pilot.
    NOTHING = "nothing"  # Nothing came of it, and why was said.
    WITHDRAWN = "withdrawn"


class Dialogue(StrEnum):
    """How far the market dialogue has come."""

    NOT_BEGUN = "not_begun"
    OPEN = "open"
    CLOSED = "closed"
    PROCUREMENT = "procurement"  # A procurement has begun: questions go there.


class Audience(StrEnum):
    """Who may see a need once it is published."""

    PUBLIC = "public"
    NETWORKS = "networks"  # The members of the networks that its owner chose.


class Act(StrEnum):
    """What is done to a need as a whole."""

    EDIT = "edit"  # While nobody else has seen it.
    DISCARD = "discard"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"  # Without anybody else's yes.
    CHANGE = "change"  # After it was published: versioned, and said openly.
    HAND_OVER = "hand_over"
    ASK = "ask"
    ANSWER = "answer"
    SHOW_INTEREST = "show_interest"
    SEE_TO_INTEREST = "see_to_interest"
    CLOSE_DIALOGUE = "close_dialogue"
    LINK_PROCUREMENT = "link_procurement"
    LINK_PILOT = "link_pilot"
    END_IN_NOTHING = "end_in_nothing"
    NOTE_DIALOGUE = "note_dialogue"  # What the dialogue gave.
    WITHDRAW = "withdraw"
    FOLLOW = "follow"


_S = NeedState
UNSEEN = frozenset({_S.DRAFT, _S.PROPOSED})
OPEN = frozenset({_S.PUBLISHED})
LINKED = frozenset({_S.PROCUREMENT, _S.PILOT})
ENDED = frozenset({_S.NOTHING, _S.WITHDRAWN})
SHOWN = frozenset(_S) - UNSEEN  # Whoever may see it sees it.
GOES_ON = SHOWN - ENDED

# From where each act may be done, and to where it leads; None: it stays in its state.
TRANSITIONS: dict[Act, tuple[frozenset[NeedState], NeedState | None]] = {
    Act.EDIT: (frozenset({_S.DRAFT}), None),
    Act.DISCARD: (frozenset({_S.DRAFT}), None),
    Act.PROPOSE: (frozenset({_S.DRAFT}), _S.PROPOSED),
    Act.TAKE_BACK: (frozenset({_S.PROPOSED}), _S.DRAFT),
    Act.SEND_BACK: (frozenset({_S.PROPOSED}), _S.DRAFT),
    Act.APPROVE: (frozenset({_S.PROPOSED}), _S.PUBLISHED),
    Act.PUBLISH: (frozenset({_S.DRAFT}), _S.PUBLISHED),
    Act.CHANGE: (frozenset({_S.PUBLISHED, _S.DIALOGUE_CLOSED}), None),
    Act.HAND_OVER: (frozenset(_S), None),
    Act.ASK: (OPEN, None),
    Act.ANSWER: (GOES_ON, None),
    Act.SHOW_INTEREST: (OPEN, None),
    Act.SEE_TO_INTEREST: (SHOWN, None),
    Act.CLOSE_DIALOGUE: (OPEN, _S.DIALOGUE_CLOSED),
    Act.NOTE_DIALOGUE: (GOES_ON, None),
    Act.LINK_PROCUREMENT: (GOES_ON, _S.PROCUREMENT),
    Act.LINK_PILOT: (GOES_ON, _S.PILOT),
    Act.END_IN_NOTHING: (GOES_ON, _S.NOTHING),
    Act.WITHDRAW: (OPEN | {_S.DIALOGUE_CLOSED}, _S.WITHDRAWN),
    Act.FOLLOW: (GOES_ON, None),
}


def may_do(state: str, act: Act) -> bool:
    """Tell whether `act` may be done to a need in `state`."""
    return state in TRANSITIONS[act][0]


def next_state(state: str, act: Act) -> NeedState:
    """Return where `act` leads from `state`; `ValueError` where it may not be done."""
    starts, end = TRANSITIONS[act]
    if state not in starts:
        raise ValueError(f"{act} may not be done to a need that is {state}.")
    return end or NeedState(state)


def dialogue_in(state: str, dialogue: str) -> Dialogue:
    """Return how far the market dialogue has come once a need is in `state`.

    While it is published its owner says so; what it leads to says it afterwards.
    """
    if state == NeedState.PROCUREMENT:
        return Dialogue.PROCUREMENT
    if state in UNSEEN | OPEN or dialogue == Dialogue.PROCUREMENT:
        return Dialogue(dialogue)
    return Dialogue.CLOSED


class Stage(StrEnum):
    """States as readers of the showcase look for them."""

    OPEN = "open"
    GOES_ON = "goes_on"  # The dialogue is closed; what it leads to is not yet said, or is.
    ENDED = "ended"


STAGES: dict[Stage, frozenset[NeedState]] = {
    Stage.OPEN: OPEN,
    Stage.GOES_ON: frozenset({_S.DIALOGUE_CLOSED}) | LINKED,
    Stage.ENDED: ENDED,
}
