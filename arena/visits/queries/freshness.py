"""Whether what the public pages show has changed."""

from __future__ import annotations

from sqlalchemy import func, select

from arena.events.models import CalendarVersion
from arena.resources.models import TimetableVersion
from arena.visits.models import Offer

# What changes with the calendar, the opening hours and the offers: one row, without parameters, so
# it is the same to every database.
PUBLIC_VERSION = str(
    select(
        select(CalendarVersion.version).scalar_subquery(),
        select(TimetableVersion.token).scalar_subquery(),
        select(func.max(Offer.updated_at)).scalar_subquery(),
        select(func.count(Offer.id)).scalar_subquery(),
    )
)
