"""What waits for somebody: questions too long without an answer, days that come or have passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.accounts.models import User
from arena.directory.models import Person
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


def list_unanswered_of(user: User) -> Sequence[tuple[Need, int]]:
    """Return the needs that a user owns or keeps, whose questions wait, and how many do."""
    found = db.session.execute(
        select(Need, func.count(NeedQuestion.id))
        .join(Need.questions)
        .outerjoin(Need.owner)
        .where(NeedQuestion.state == QuestionState.ASKED, _is_led_by(user))
        .group_by(Need.id)
        .order_by(Need.id)
    )
    return [(need, count) for need, count in found]


def count_waiting_for(user: User, *, approves: bool) -> int:
    """Count what waits for a user: questions about their needs, and others' needs for their yes."""
    questions = (
        select(func.count(NeedQuestion.id))
        .join(NeedQuestion.need)
        .outerjoin(Need.owner)
        .where(NeedQuestion.state == QuestionState.ASKED, _is_led_by(user))
        .scalar_subquery()
    )
    proposed = select(func.count(Need.id)).where(Need.state == NeedState.PROPOSED).scalar_subquery()
    counted = select(questions + proposed) if approves else select(questions)
    return db.session.scalar(counted) or 0


def _is_led_by(user: User) -> ColumnElement[bool]:
    return or_(Need.keeper_id == user.id, Person.user_id == user.id)
