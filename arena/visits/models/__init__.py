"""Study visits: what is offered, what is asked for, and how far it has come."""

from arena.visits.models.asking import (
    Answer,
    AskState,
    HostAsk,
    HostAsked,
    HostSwap,
    SwapState,
)
from arena.visits.models.offers import (
    VISIT,
    WALK,
    ExemptionGround,
    Offer,
    OfferStop,
    OpenWalk,
)
from arena.visits.models.visits import (
    DeclineReason,
    Visit,
    VisitAlternative,
    VisitQuestion,
)
from arena.visits.rules.ladder import VisitState

__all__ = [
    "VISIT",
    "WALK",
    "Answer",
    "AskState",
    "DeclineReason",
    "ExemptionGround",
    "HostAsk",
    "HostAsked",
    "HostSwap",
    "Offer",
    "OfferStop",
    "OpenWalk",
    "SwapState",
    "Visit",
    "VisitAlternative",
    "VisitQuestion",
    "VisitState",
]
