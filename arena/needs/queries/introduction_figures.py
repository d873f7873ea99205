"""How introductions stand as a whole, and the matches that nobody has acted upon."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.needs.models import (
    Introduction,
    IntroductionResult,
    MatchDismissal,
    MatchFound,
    Need,
    PartnerOffer,
)
from arena.needs.rules.introducing import IntroductionState, ResultKind, furthest
from arena.needs.rules.ladder import OPEN
from arena.needs.rules.offering import OfferState


def count_states() -> dict[str, int]:
    """Return how many introductions are in each state."""
    rows = db.session.execute(select(Introduction.state, func.count()).group_by(Introduction.state))
    return {row[0]: row[1] for row in rows}


def count_results() -> Counter[ResultKind | None]:
    """Return how far the agreed introductions came; None are those of which nobody has told."""
    told: dict[int, set[str]] = {
        number: set()
        for number in db.session.scalars(
            select(Introduction.id).where(Introduction.state == IntroductionState.AGREED)
        )
    }
    for row in db.session.execute(
        select(IntroductionResult.introduction_id, IntroductionResult.kind)
    ):
        told.setdefault(row[0], set()).add(row[1])
    return Counter(furthest(kinds) for kinds in told.values())


def list_waiting_matches(*, limit: int = 50) -> list[tuple[Need, PartnerOffer, float]]:
    """Return the matches that nobody has acted upon, best first: for those who plan."""
    acted = select(Introduction.id).where(
        Introduction.need_id == MatchFound.need_id, Introduction.offer_id == MatchFound.offer_id
    )
    dismissed = select(MatchDismissal.need_id).where(
        MatchDismissal.need_id == MatchFound.need_id, MatchDismissal.offer_id == MatchFound.offer_id
    )
    rows = db.session.execute(
        select(Need, PartnerOffer, MatchFound.score)
        .join(MatchFound, MatchFound.need_id == Need.id)
        .join(PartnerOffer, PartnerOffer.id == MatchFound.offer_id)
        .where(
            Need.state.in_(sorted(OPEN)),
            PartnerOffer.state == OfferState.OPEN,
            ~acted.exists(),
            ~dismissed.exists(),
        )
        .options(joinedload(Need.organisation), joinedload(PartnerOffer.organisation))
        .order_by(MatchFound.score.desc(), Need.id, PartnerOffer.id)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]
