"""Where an entry in a calendar leads: to a public meeting's page, or to one's own pages."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from arena.accounts.policy import is_partner
from arena.errors import NotFound
from arena.meetings.queries.meetings import find_public_meeting
from arena.meetings.views.blueprints import anywhere
from arena.meetings.views.people import is_seen
from arena.web.access import access, public


@anywhere.get("/<int:meeting_id>")
@access(public)
def open_to_all(meeting_id: int) -> ResponseReturnValue:
    """Show what is public of a meeting, or lead who may see more of it to their own pages.

    Who is not signed in is asked to be, whether there is such a meeting or not.
    """
    if current_user.is_authenticated and is_seen(meeting_id):
        side = "meetings_partner" if is_partner(current_user) else "meetings"
        return redirect(url_for(f"{side}.show", meeting_id=meeting_id))
    meeting = find_public_meeting(meeting_id)
    if meeting is not None:
        return render_template("meetings_entry/open_to_all.html", meeting=meeting)
    if current_user.is_authenticated:
        raise NotFound
    here = url_for(".open_to_all", meeting_id=meeting_id)
    return redirect(url_for("accounts.sign_in", next=here))
