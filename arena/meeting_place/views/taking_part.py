"""What the directory's histories say of rooms that were used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.meeting_place import policy
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.taking_part import (
    list_bookings_of,
    organisations_since,
    people_since,
)
from arena.meeting_place.words import standing
from arena.resources.words import resource_name


def of_either(subject: Organisation | Person, reader: Any) -> Sequence[Entry]:
    """Return the bookings for an organisation, or those that a person made."""
    if not policy.may_use_rooms(reader):
        return ()
    return [_entry(booking) for booking in list_bookings_of(subject)]


def _entry(booking: RoomBooking) -> Entry:
    return Entry(
        on=clock.date_of(booking.event.starts_at),
        text=booking.title or resource_name(booking.room),
        href=url_for("meeting_place.show", booking_id=booking.id),
        detail=resource_name(booking.room),
        status=standing(booking),
    )


ROOMS = Source(
    "rooms",
    _l("Room bookings"),
    of_organisation=of_either,
    of_person=of_either,
    organisations_since=organisations_since,
    people_since=people_since,
)
