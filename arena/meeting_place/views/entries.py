"""Bookings as files for a calendar: one, or all of its series."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from arena import clock
from arena.events.ical.calendar import several
from arena.events.queries import list_entries_of
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.views.blueprints import anywhere, for_both
from arena.meeting_place.views.people import is_partner_here, seen_booking
from arena.web import languages
from arena.web.access import access, signed_in

_SERIES = "series"


@anywhere.get("/bookings/<int:booking_id>")
@access(signed_in)
def lead(booking_id: int) -> ResponseReturnValue:
    """Lead from an entry in a calendar to the booking, on the side of whoever follows it."""
    side = "meeting_place_partner" if is_partner_here() else "meeting_place"
    return redirect(url_for(f"{side}.show", booking_id=booking_id))


@for_both("/bookings/<int:booking_id>/calendar/<any(one, series):what>")
def calendar(booking_id: int, what: str) -> ResponseReturnValue:
    """Lead to the file: iPhones add entries only when they were led there."""
    seen_booking(booking_id)
    return redirect(url_for(".calendar_file", booking_id=booking_id, what=what), 303)


@for_both("/bookings/<int:booking_id>/<any(one, series):what>.ics")
def calendar_file(booking_id: int, what: str) -> ResponseReturnValue:
    """Give a booking, or what its series holds, as feeds have it: with the same UIDs."""
    booking = seen_booking(booking_id)
    entries = list_entries_of(
        [each.event_id for each in _asked_for(booking, what)],
        language=languages.current(),
        detail="public" if is_partner_here() else "staff",
    )
    return several(entries, zone=clock.zone()), {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'attachment; filename="arena-{booking.id}-{what}.ics"',
    }


def _asked_for(booking: RoomBooking, what: str) -> list[RoomBooking]:
    if what == _SERIES and booking.series is not None:
        return [each for each in booking.series.bookings if each.state in HOLDING]
    return [booking]
