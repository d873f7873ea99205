"""Where the board stands in the house: its pages, its place in the rail, its planner."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.meeting_place.closed_days import BookingMover
from arena.meeting_place.models import ROOM_BOOKING
from arena.meeting_place.planning import BookingPlanner
from arena.meeting_place.views import board_changes  # noqa: F401 - it adds its views
from arena.meeting_place.views.board import blueprint
from arena.scheduling.closing import register_mover
from arena.scheduling.planning import register_planner
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Show the board to all staff, and let room bookings be planned on it."""
    app.register_blueprint(blueprint)
    register_planner(app, ROOM_BOOKING, BookingPlanner())
    register_mover(app, ROOM_BOOKING, BookingMover())
    navigation.add(
        app,
        navigation.Entry(
            "meeting_place_board.index",
            _l("Planning board"),
            "calendar-range",
            31,
            under="visits_staff.calendar",
        ),
    )
