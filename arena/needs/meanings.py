"""What states and kinds of needs mean, in the reader's words, for pages and mails alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena.needs.models import (
    Audience,
    Dialogue,
    InterestState,
    NeedState,
    OutcomeKind,
    QuestionState,
)
from arena.needs.rules.ladder import Stage


@dataclass(frozen=True)
class Meaning:
    """One state in words, its mark (as of the component `status`), and why acts are refused."""

    label: Any
    shape: str
    hindrance: Any = ""


_S = NeedState
STATES: dict[NeedState, Meaning] = {
    _S.DRAFT: Meaning(
        lazy_pgettext("need", "Draft"),
        "open",
        _l("The need is a draft, and nobody else has seen it yet."),
    ),
    _S.PROPOSED: Meaning(
        lazy_pgettext("need", "Waits for a yes"),
        "waiting",
        _l("The need waits for the arena’s yes. Take it back if you want to change it."),
    ),
    _S.PUBLISHED: Meaning(
        lazy_pgettext("need", "Published"), "good", _l("The need is published already.")
    ),
    _S.DIALOGUE_CLOSED: Meaning(
        _l("Dialogue closed"), "done", _l("The dialogue about this need is closed.")
    ),
    _S.PROCUREMENT: Meaning(
        _l("Led to a procurement"),
        "done",
        _l("The need has led to a procurement. Questions are asked there."),
    ),
    _S.PILOT: Meaning(_l("Led to a pilot"), "done", _l("The need has led to a pilot.")),
    _S.NOTHING: Meaning(
        _l("Led no further"), "quiet", _l("Nothing came of this need, and it is not sought now.")
    ),
    _S.WITHDRAWN: Meaning(
        lazy_pgettext("need", "Withdrawn"), "quiet", _l("The need has been withdrawn by its owner.")
    ),
}

DIALOGUES: dict[Dialogue, Any] = {
    Dialogue.NOT_BEGUN: _l("Has not begun"),
    Dialogue.OPEN: lazy_pgettext("market dialogue", "Open"),
    Dialogue.CLOSED: lazy_pgettext("market dialogue", "Closed"),
    Dialogue.PROCUREMENT: _l("A procurement has begun"),
}

AUDIENCES: dict[Audience, Any] = {
    Audience.PUBLIC: lazy_pgettext("need", "Everybody"),
    Audience.NETWORKS: _l("Members of the networks I choose"),
}

STAGES: dict[Stage, Any] = {
    Stage.OPEN: lazy_pgettext("needs", "Open now"),
    Stage.GOES_ON: _l("Has gone on"),
    Stage.ENDED: _l("Came to an end"),
}

QUESTIONS: dict[QuestionState, Meaning] = {
    QuestionState.UNCONFIRMED: Meaning(_l("Address not confirmed"), "open"),
    QuestionState.ASKED: Meaning(_l("Waits for an answer"), "waiting"),
    QuestionState.ANSWERED: Meaning(_l("Has an answer"), "good"),
    QuestionState.SET_ASIDE: Meaning(_l("Set aside"), "quiet"),
}

INTERESTS: dict[InterestState, Meaning] = {
    InterestState.SHOWN: Meaning(_l("New interest"), "open"),
    InterestState.INVITED: Meaning(_l("Invited to dialogue"), "good"),
    InterestState.THANKED: Meaning(_l("Thanked"), "done"),
    InterestState.WITHDRAWN: Meaning(_l("Interest withdrawn"), "quiet"),
}

OUTCOMES: dict[OutcomeKind, Any] = {
    OutcomeKind.DIALOGUE: _l("The dialogue was held"),
    OutcomeKind.PROCUREMENT: lazy_pgettext("outcome", "Procurement"),
    OutcomeKind.PILOT: lazy_pgettext("outcome", "Pilot"),
    OutcomeKind.NOTHING: _l("Nothing came of it"),
}


def state_hindrance(state: str) -> Any:
    """Return why an act is refused in a state."""
    return STATES[NeedState(state)].hindrance
