"""What the audit trail's words mean for rooms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record

RECORDS = {
    "room_bookings": Record(_l("Room booking"), "meeting_place.show", "booking_id"),
    "booking_series": Record(_l("Series of bookings")),
    "service_orders": Record(_l("Order of a service"), "meeting_place.answer_order", "order_id"),
    "room_quotas": Record(_l("Quota of a partner")),
}
ACTS = {
    "meeting_place.book": _l("Booked a room"),
    "meeting_place.change": _l("Changed a room booking"),
    "meeting_place.approve": _l("Said yes to a room"),
    "meeting_place.decline": _l("Said no to a room"),
    "meeting_place.lapse": _l("Let go of a request that nobody had answered"),
    "meeting_place.cancel": _l("Cancelled a room booking"),
    "meeting_place.check_in": _l("Checked in to a room"),
    "meeting_place.count": _l("Said how many came to a room"),
    "meeting_place.release": _l("Gave back a room that nobody came to"),
    "meeting_place.book_series": _l("Booked a room again and again"),
    "meeting_place.change_series": _l("Changed a series of bookings"),
    "meeting_place.change_rule": _l("Changed how a series of bookings recurs"),
    "meeting_place.cancel_series": _l("Cancelled a series of bookings"),
    "meeting_place.answer_series": _l("Answered a series of requests"),
    "meeting_place.answer_order": _l("Answered an order"),
    "meeting_place.remind_of_order": _l("Reminded of an order without an answer"),
    "meeting_place.erase_bookers": _l("Erased who had booked rooms, and their words"),
    "meeting_place.erase_orders": _l("Erased what had been ordered with rooms"),
    "meeting_place.set_desks": _l("Said who sees to services"),
    "meeting_place.set_quota": _l("Set a quota of rooms"),
    "meeting_place.remove_quota": _l("Removed a quota of rooms"),
}
DETAILS: Details = {
    "meeting_place.bookings": lambda value, detail: ngettext(
        "%(num)d booking", "%(num)d bookings", value
    ),
    "meeting_place.orders": lambda value, detail: ngettext(
        "%(num)d order", "%(num)d orders", value
    ),
}
