"""What the public feeds of needs hold: the needs that all may see, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db
from arena.needs.models import Audience, Need, NeedOutcome
from arena.needs.rules.ladder import SHOWN

MOST = 50


def list_newest_needs() -> Sequence[Need]:
    """Return the public needs that changed last, the latest first."""
    return db.session.scalars(
        select(Need)
        .where(Need.audience == Audience.PUBLIC, Need.state.in_(SHOWN))
        .options(joinedload(Need.organisation))
        .order_by(Need.shown_at.desc(), Need.id.desc())
        .limit(MOST)
    ).all()


def list_newest_outcomes() -> Sequence[NeedOutcome]:
    """Return the results that all may read, the latest first."""
    return db.session.scalars(
        select(NeedOutcome)
        .join(NeedOutcome.need)
        .where(
            NeedOutcome.published_at.is_not(None),
            Need.audience == Audience.PUBLIC,
            Need.state.in_(SHOWN),
        )
        .options(contains_eager(NeedOutcome.need).joinedload(Need.organisation))
        .order_by(NeedOutcome.changed_at.desc(), NeedOutcome.id.desc())
        .limit(MOST)
    ).all()
