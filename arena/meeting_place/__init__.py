"""The arena as a place: rooms that are booked, and one board on which all is planned."""

from __future__ import annotations

from flask import Flask

from arena.meeting_place.views import board_wiring


def init_app(app: Flask) -> None:
    """Register the pages of the place and its board."""
    board_wiring.init_app(app)
