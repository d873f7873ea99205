"""Which introductions are past their period."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from arena import db, retention
from arena.needs.models import Introduction, IntroductionResult, IntroductionSide


def list_expired_introductions() -> Sequence[int]:
    """Return the introductions of which people and words are to be erased."""
    return db.session.scalars(
        select(Introduction.id).where(is_introduction_due()).order_by(Introduction.id)
    ).all()


def is_introduction_due() -> ColumnElement[bool]:
    """Return the condition that who was introduced, and their words, are kept no longer.

    What stays is that there was an introduction, and how far it came: figures rest on it.
    """
    has_people = (
        select(IntroductionSide.id)
        .where(
            IntroductionSide.introduction_id == Introduction.id,
            IntroductionSide.person_id.is_not(None) | IntroductionSide.user_id.is_not(None),
        )
        .exists()
    )
    has_words = (
        select(IntroductionResult.id)
        .where(
            IntroductionResult.introduction_id == Introduction.id, IntroductionResult.words != ""
        )
        .exists()
    )
    return (
        Introduction.ended_at.is_not(None)
        & (Introduction.ended_at < retention.cutoff(retention.INTEREST))
        & ((Introduction.words != "") | has_people | has_words)
    )
