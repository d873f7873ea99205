"""Erasing who had to do with needs, once the periods are over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import NeedFollower, NeedInterest, NeedQuestion, QuestionState
from arena.needs.queries.expired import is_follower_due, is_interest_due
from arena.needs.services.interest import forget_words


def erase_interests(numbers: Sequence[int], by: Actor) -> int:
    """Forget words and contacts of interest whose need is long over; return how many."""
    found = db.session.scalars(
        select(NeedInterest)
        .join(NeedInterest.need)
        .where(NeedInterest.id.in_(numbers), is_interest_due())
        .with_for_update(of=NeedInterest)
    ).all()
    for interest in found:
        forget_words(interest)
    if found:
        record("needs.erase", subject=None, by=by, detail={"erased": len(found)})
    return len(found)


def erase_followers(numbers: Sequence[int], by: Actor) -> int:
    """Forget addresses, and questions that were never asked with them; return how many."""
    found = db.session.scalars(
        select(NeedFollower)
        .join(NeedFollower.need)
        .where(NeedFollower.id.in_(numbers), is_follower_due())
        .with_for_update(of=NeedFollower)
    ).all()
    for question in db.session.scalars(
        select(NeedQuestion).where(
            NeedQuestion.follower_id.in_([each.id for each in found]),
            NeedQuestion.state == QuestionState.UNCONFIRMED,
        )
    ):
        db.session.delete(question)
    for follower in found:
        db.session.delete(follower)
    if found:
        record("needs.erase", subject=None, by=by, detail={"erased": len(found)})
    return len(found)
