"""Erasing who was introduced, once the period is over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Introduction
from arena.needs.queries.introduction_expiry import is_introduction_due


def erase_introductions(numbers: Sequence[int], by: Actor) -> int:
    """Forget people and words of introductions that ended long ago; return how many."""
    found = db.session.scalars(
        select(Introduction)
        .where(Introduction.id.in_(numbers), is_introduction_due())
        .with_for_update(of=Introduction)
    ).all()
    for introduction in found:
        introduction.words, introduction.proposer_id = "", None
        for side in introduction.sides:
            side.person_id = side.user_id = side.token_hash = None
        for result in introduction.results:
            result.words = ""
    if found:
        record(
            "needs.erase_introductions", subject=None, by=by, detail={"introductions": len(found)}
        )
    return len(found)
