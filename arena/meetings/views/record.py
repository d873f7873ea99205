"""The page of one meeting."""

from __future__ import annotations

from flask import render_template

from arena import clock
from arena.meetings.queries.meetings import list_series
from arena.meetings.rules.states import Act, may_do
from arena.meetings.sections import sections_of
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import rights_in, seen_meeting


@for_both("/<int:meeting_id>")
def show(meeting_id: int) -> str:
    """Show a meeting: when and where, who comes, the agenda, what was said and decided."""
    meeting = seen_meeting(meeting_id)
    rights = rights_in(meeting.network)
    is_ahead = meeting.event.ends_at > clock.now()
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        rights=rights,
        sections=sections_of(meeting, rights),
        series=list_series(meeting),
        may_change=rights.may_lead and is_ahead and may_do(Act.CHANGE, meeting.state),
    )
