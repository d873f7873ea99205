"""What the rest of the house learns of meetings: pages, a place in the rail, addresses, filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from arena.events.pages import register_pages
from arena.meetings import words
from arena.meetings.models import MEETING
from arena.meetings.queries.meetings import map_meetings
from arena.meetings.views import (  # noqa: F401 - they add their views to the blueprints
    answering,
    calling,
    changing,
    entries,
    listing,
    planning,
    record,
    repeating,
)
from arena.meetings.views.blueprints import anywhere, partner, staff
from arena.web import navigation


def init_app(app: Flask) -> None:
    """Register the pages, and what their templates ask for."""
    app.register_blueprint(staff)
    app.register_blueprint(partner)
    app.register_blueprint(anywhere)
    for function in words.FILTERS:
        app.add_template_filter(function)
    register_pages(app, MEETING, meeting_pages)
    navigation.add(
        app,
        navigation.Entry(
            "meetings.index", _l("Meetings"), "calendar-check", 46, under="networks_staff.index"
        ),
        navigation.Entry("meetings_partner.index", _l("Meetings"), "calendar-check", 46),
    )


def meeting_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of meetings by their events."""
    return {
        event_id: url_for("meetings.show", meeting_id=meeting_id)
        for event_id, meeting_id in map_meetings(event_ids).items()
    }
