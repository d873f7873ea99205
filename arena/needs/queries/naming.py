"""What needs are called, for the trail: the published ones, since it is read by many."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from arena import db
from arena.needs.models import Need
from arena.needs.rules.ladder import SHOWN
from arena.web.languages import localized


def name_needs(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of published needs by their numbers."""
    found = db.session.scalars(
        select(Need).where(Need.id.in_(numbers), Need.state.in_(SHOWN))
    ).all()
    return {need.id: localized(need, "title") or need.title_en for need in found}
