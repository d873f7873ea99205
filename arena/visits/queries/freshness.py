"""Whether what the public pages show has changed."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import func, select

from arena import db
from arena.events.models import CalendarVersion
from arena.resources.models import TimetableVersion
from arena.visits.models import Offer

_VERSIONS = select(
    select(CalendarVersion.version).scalar_subquery(),
    select(TimetableVersion.token).scalar_subquery(),
    select(func.max(Offer.updated_at)).scalar_subquery(),
    select(func.count(Offer.id)).scalar_subquery(),
)


def public_version() -> Hashable:
    """Return what changes with the calendar, the opening hours and the offers."""
    return tuple(db.session.execute(_VERSIONS).one())
