"""Who was there: everybody in one form."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.meetings.forms.attendance import CHOICES, guest_form, read_rows, rows_of
from arena.meetings.queries.records import list_invitees, list_walk_ins
from arena.meetings.record_words import ATTENDANCE
from arena.meetings.services.attendance import may_begin, note_attendance
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import written_meeting


@for_both("/<int:meeting_id>/attendance", methods=("GET", "POST"))
def attendance(meeting_id: int) -> ResponseReturnValue:
    """Note who was there; what somebody else has noted since is shown, and asked about."""
    meeting = written_meeting(meeting_id)
    invitees = list_invitees(meeting)
    is_sent = request.method == "POST"
    form = guest_form(list_walk_ins(meeting), request.form if is_sent else None)
    rows = read_rows(invitees, request.form) if is_sent else rows_of(invitees)
    status = 200
    if is_sent:
        status = 400
        if form.validate():
            with db.transaction():
                crossed = note_attendance(
                    meeting,
                    {row.invitee.id: row.chosen for row in rows},
                    {row.invitee.id: row.seen for row in rows},
                    form.guests(),
                    by=acting(),
                )
            if not crossed:
                flash(_("Who was there is noted."), "success")
                return redirect(url_for(".show", meeting_id=meeting.id, _anchor="record"), 303)
            others = {each.invitee.id: each.attendance for each in crossed}
            rows = [
                replace(row, seen=others[row.invitee.id], crossed=others[row.invitee.id])
                if row.invitee.id in others
                else row
                for row in rows
            ]
            status = 409
    page = render_template(
        "meetings/attendance.html",
        meeting=meeting,
        rows=rows,
        form=form,
        choices=[(value, ATTENDANCE[value]) for value in CHOICES],
        labels=ATTENDANCE,
        is_early=not may_begin(meeting),
        crossed=[row for row in rows if row.crossed is not None],
    )
    return page, status
