"""What mails to who booked a room say."""

from __future__ import annotations

from typing import Any

from arena import db
from arena.accounts.policy import is_partner
from arena.meeting_place.mail.rows import booking_rows
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import orders_of
from arena.meeting_place.words import SERVICES
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web.addresses import absolute_url

_S = BookingState
# What each mail takes for granted: in another state it is not sent any more.
_TRUE_IN = {
    "meeting_place/requested": {_S.REQUESTED},
    "meeting_place/confirmed": {_S.CONFIRMED},
    "meeting_place/changed": {_S.CONFIRMED},
    "meeting_place/declined": {_S.DECLINED},
    "meeting_place/lapsed": {_S.DECLINED},
    "meeting_place/cancelled": {_S.CANCELLED},
    "meeting_place/released": {_S.RELEASED},
}


def get_booking_of(message: Message) -> RoomBooking:
    """Return the booking that a mail is about; raise `NoLongerTrue` once it is not kept."""
    booking = db.session.get(RoomBooking, message.params["booking_id"])
    if booking is None:
        raise NoLongerTrue(N_("The booking is no longer kept."))
    return booking


def gather_for_booker(message: Message) -> dict[str, Any]:
    """Return what a mail to who booked may say; raise `NoLongerTrue` when things have gone on."""
    booking = get_booking_of(message)
    if booking.state not in _TRUE_IN[message.template]:
        raise NoLongerTrue(N_("The booking has gone on to another state."))
    return booking_facts(booking) | {"is_changed": message.params.get("is_changed", False)}


def booking_facts(booking: RoomBooking) -> dict[str, Any]:
    """Return what every mail about a booking to who booked may say."""
    return {
        "booking": booking,
        "title": booking.title,
        "starts_at": booking.event.starts_at,
        "rows": booking_rows(booking),
        "orders": [(str(SERVICES[kind]), asked) for kind, asked in orders_of(booking).items()],
        "words": booking.decision_words,
        "booking_url": booking_url(booking),
        "rooms_url": absolute_url(f"{blueprint_of(booking)}.find"),
    }


def booking_url(booking: RoomBooking) -> str:
    """Return the absolute address of a booking's page, as who booked may open it."""
    return absolute_url(f"{blueprint_of(booking)}.show", booking_id=booking.id)


def blueprint_of(booking: RoomBooking) -> str:
    """Return whose pages who booked may open: staff's or partners'."""
    return "meeting_place_partner" if is_partner(booking.booked_by) else "meeting_place"
