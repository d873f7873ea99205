"""What a mail lists of a booking, line by line: a label and what holds."""

from __future__ import annotations

from flask_babel import gettext as _

from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.queries.rooms import list_equipment
from arena.meeting_place.words import check_in_words
from arena.resources.words import layout_name, resource_name
from arena.web import filters
from arena.web.languages import localized

Row = tuple[str, str]


def booking_rows(booking: RoomBooking) -> list[Row]:
    """Return what is told of a booking; rows without a value are not shown."""
    event = booking.event
    organisation = booking.organisation.name if booking.organisation else ""
    return [
        (_("What"), booking.title),
        (_("Time"), filters.span(event.starts_at, event.ends_at)),
        (_("Room"), localized(event, "place")),
        (_("Number of people"), filters.number(booking.head_count)),
        (_("Layout"), str(layout_name(booking.layout)) if booking.layout else ""),
        (_("Equipment"), equipment_words(booking)),
        (_("Check in"), check_in_words(booking) or ""),
        (_("Booked by"), booking.booked_by.name),
        (_("Organisation"), organisation),
    ]


def equipment_words(booking: RoomBooking) -> str:
    """Return the equipment of a booking: “Hörlurar × 12 och högtalare × 1”."""
    held = equipment_of(booking)
    names = [
        f"{resource_name(each)} × {held[each.id]}"
        for each in list_equipment(also=held)
        if held[each.id]
    ]
    return filters.listing(names) if names else ""
