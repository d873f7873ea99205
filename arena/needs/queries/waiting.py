"""What waits for somebody: questions too long without an answer, days that come or have passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import db
from arena.needs.models import Need, NeedQuestion, NeedState, QuestionState

SOON = timedelta(days=3)


def list_long_waiting(asked_before: datetime) -> Sequence[NeedQuestion]:
    """Return the questions that were asked before a moment, wait, and whose owner is not told."""
    return db.session.scalars(
        select(NeedQuestion)
        .where(
            NeedQuestion.state == QuestionState.ASKED,
            NeedQuestion.asked_at < asked_before,
            NeedQuestion.reminded_at.is_(None),
        )
        .options(joinedload(NeedQuestion.need))
        .order_by(NeedQuestion.id)
    ).all()


def list_past_their_day(today: date) -> Sequence[Need]:
    """Return the needs that are open although their last day has passed, and nobody was told."""
    return db.session.scalars(
        select(Need)
        .where(
            Need.state == NeedState.PUBLISHED,
            Need.interest_until < today,
            Need.deadline_told_at.is_(None),
        )
        .order_by(Need.id)
    ).all()


def list_closing_soon(today: date) -> Sequence[Need]:
    """Return the open needs whose last day is within three days, the next first."""
    return db.session.scalars(
        select(Need)
        .where(
            Need.state == NeedState.PUBLISHED,
            Need.interest_until >= today,
            Need.interest_until <= today + SOON,
        )
        .options(joinedload(Need.organisation))
        .order_by(Need.interest_until, Need.id)
    ).all()
