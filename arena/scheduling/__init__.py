"""Scheduling: event, reservations, reminders and invitations, as one act."""

from flask import Flask

from arena.scheduling import views


def init_app(app: Flask) -> None:
    """Register the pages on which days are closed, and what is booked on them is moved."""
    app.register_blueprint(views.blueprint)
