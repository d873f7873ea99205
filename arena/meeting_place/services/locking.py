"""Holding a series still while an act on several of its times looks at them, and changes them."""

from __future__ import annotations

from sqlalchemy import select

from arena import db
from arena.events.services import lock_calendar
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.ruling import series_of, state_of
from arena.meeting_place.services.errors import ChangedMeanwhile


def lock_series(booking: RoomBooking, seen: str | None = None) -> BookingSeries:
    """Lock the calendar, the series of a booking, and all its bookings; read them anew.

    Every act takes the calendar first, so that no two wait for each other. `seen` is for
    `require_seen`.
    """
    lock_calendar()
    db.session.refresh(booking)
    series = series_of(booking)
    db.session.refresh(series, with_for_update=True)
    db.session.scalars(
        select(RoomBooking)
        .where(RoomBooking.series_id == series.id)
        .order_by(RoomBooking.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    db.session.refresh(series, ["bookings"])
    require_seen(series, seen)
    return series


def require_seen(series: BookingSeries, seen: str | None) -> None:
    """Raise `ChangedMeanwhile` where a series, or any of its times, is not as somebody saw it.

    `seen` is what `state_of` the series was; None asks for nothing.
    """
    if seen is not None and seen != state_of(series):
        raise ChangedMeanwhile
