"""The arena as a place: rooms that are booked, and one board on which all is planned."""

from __future__ import annotations

from flask import Flask

from arena.audit.words import register_words
from arena.directory import clashes
from arena.jobs import register as register_job
from arena.meeting_place import mail, trail
from arena.meeting_place.jobs import lapse_requests, release_rooms, remind_of_orders
from arena.meeting_place.offering import Rooms
from arena.meeting_place.queries.expired import list_expired_bookers, list_expired_orders
from arena.meeting_place.rules.quotas import larger_quota
from arena.meeting_place.services.erasing import erase_bookers, erase_orders
from arena.meeting_place.views import board_wiring, wiring
from arena.retention import Eraser
from arena.retention import register as register_erasers
from arena.scheduling.rooms import register_finder


def init_app(app: Flask) -> None:
    """Register the pages of the place and its board."""
    wiring.init_app(app)
    board_wiring.init_app(app)
    mail.init_app(app)
    register_finder(app, Rooms())
    register_job(app, "meeting_place.release_rooms", 20, release_rooms)
    register_job(app, "meeting_place.lapse_requests", 60, lapse_requests)
    register_job(app, "meeting_place.remind_of_orders", 60, remind_of_orders)
    register_erasers(
        app,
        Eraser("meeting_place.bookers", list_expired_bookers, erase_bookers),
        Eraser("meeting_place.orders", list_expired_orders, erase_orders),
    )
    clashes.register(app, clashes.Rule("room_quotas", combine=larger_quota))
    register_words(app, records=trail.RECORDS, acts=trail.ACTS, details=trail.DETAILS)
