"""Mails about rooms: which there are, and what each says as it holds when it is sent."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.meeting_place.mail.booker import gather_for_booker
from arena.meeting_place.mail.desk import gather_answer, gather_for_desk
from arena.meeting_place.mail.planner import gather_for_planner
from arena.meeting_place.mail.series import file_of_series, gather_series
from arena.messages.kinds import Kind, register

_BOOKER = {
    "meeting_place/requested": _l("Room asked for"),
    "meeting_place/confirmed": _l("Room booked"),
    "meeting_place/changed": _l("Room booking changed"),
    "meeting_place/declined": _l("Room declined"),
    "meeting_place/lapsed": _l("Room request that nobody answered"),
    "meeting_place/cancelled": _l("Room booking cancelled"),
    "meeting_place/released": _l("Room given back: nobody came"),
}
_DESK = {
    "meeting_place/order_asked": _l("Service asked for"),
    "meeting_place/order_changed": _l("Another room or end for a service"),
    "meeting_place/order_late": _l("Service without an answer"),
    "meeting_place/order_withdrawn": _l("Service not needed any more"),
}


def init_app(app: Flask) -> None:
    """Make the mails known."""
    register(
        app,
        *(Kind(template, label, gather_for_booker) for template, label in _BOOKER.items()),
        *(Kind(template, label, gather_for_desk) for template, label in _DESK.items()),
        Kind(
            "meeting_place/series", _l("Series of bookings"), gather_series, attach=file_of_series
        ),
        Kind("meeting_place/answer_asked", _l("Room waits for an answer"), gather_for_planner),
        Kind("meeting_place/order_answered", _l("Service answered"), gather_answer),
    )
