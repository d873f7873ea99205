"""Needs and offers: what somebody seeks, what others have, and what comes of it."""

from arena.needs.models.interest import NeedInterest
from arena.needs.models.introductions import (
    Introduction,
    IntroductionResult,
    IntroductionSide,
)
from arena.needs.models.matches import (
    MatchDismissal,
    MatchFound,
    MatchLook,
    MatchTold,
    NeedReading,
    NeedTerm,
    OfferTerm,
)
from arena.needs.models.needs import Need, NeedChange, NeedNetwork, NeedPublisher
from arena.needs.models.offers import PartnerOffer, offer_networks
from arena.needs.models.outcomes import NeedOutcome, OutcomeKind
from arena.needs.models.questions import NeedFollower, NeedQuestion
from arena.needs.rules.ladder import Audience, Dialogue, NeedState
from arena.needs.rules.standing import InterestState, QuestionState

__all__ = [
    "Audience",
    "Dialogue",
    "InterestState",
    "Introduction",
    "IntroductionResult",
    "IntroductionSide",
    "MatchDismissal",
    "MatchFound",
    "MatchLook",
    "MatchTold",
    "Need",
    "NeedChange",
    "NeedFollower",
    "NeedInterest",
    "NeedNetwork",
    "NeedOutcome",
    "NeedPublisher",
    "NeedQuestion",
    "NeedReading",
    "NeedState",
    "NeedTerm",
    "OfferTerm",
    "OutcomeKind",
    "PartnerOffer",
    "QuestionState",
    "offer_networks",
]
