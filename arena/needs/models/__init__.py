"""Needs and offers: what somebody seeks, what others have, and what comes of it."""

from arena.needs.models.interest import NeedInterest
from arena.needs.models.needs import Need, NeedChange, NeedNetwork, NeedPublisher
from arena.needs.models.outcomes import NeedOutcome, OutcomeKind
from arena.needs.models.questions import NeedFollower, NeedQuestion
from arena.needs.rules.ladder import Audience, Dialogue, NeedState
from arena.needs.rules.standing import InterestState, QuestionState

__all__ = [
    "Audience",
    "Dialogue",
    "InterestState",
    "Need",
    "NeedChange",
    "NeedFollower",
    "NeedInterest",
    "NeedNetwork",
    "NeedOutcome",
    "NeedPublisher",
    "NeedQuestion",
    "NeedState",
    "OutcomeKind",
    "QuestionState",
]
