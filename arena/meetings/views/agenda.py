"""The agenda: its items one by one, moved by buttons, as a paper and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, NotFound
from arena.meetings.forms.agenda import ItemForm
from arena.meetings.models import Meeting
from arena.meetings.papers import draw_agenda, paper_name, print_paper
from arena.meetings.queries.agenda import Entry, read_agenda
from arena.meetings.services import agenda as services
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import seen_meeting, written_meeting
from arena.web import downloads
from arena.web.languages import speak
from arena.web.security import MAY_GO_BACK

_BOTH = ("GET", "POST")
_STEPS = {"up": -1, "down": 1}


@for_both("/<int:meeting_id>/agenda/new", methods=_BOTH)
def new_item(meeting_id: int) -> ResponseReturnValue:
    """Put an item onto the agenda."""
    meeting = written_meeting(meeting_id)
    form = ItemForm()
    if form.validate_on_submit():
        with db.transaction():
            services.add_item(meeting, form.facts(), user_id=signed_in_user().id, by=acting())
        flash(_("The item is on the agenda."), "success")
        if "more" in request.form:
            return redirect(url_for(".new_item", meeting_id=meeting.id), 303)
        return _back(meeting)
    return _page(meeting, form, heading=_("New item"))


@for_both("/<int:meeting_id>/agenda/<key>", methods=_BOTH)
def item(meeting_id: int, key: str) -> ResponseReturnValue:
    """Change what is planned for an item; who is second sees what the first did."""
    meeting = written_meeting(meeting_id)
    entry = read_agenda(meeting).get(key)
    form = ItemForm()
    if not form.is_submitted():
        form.show(entry)
    changed = None
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.change_item(
                    meeting,
                    key,
                    form.facts(),
                    version=form.seen_version,
                    user_id=signed_in_user().id,
                    by=acting(),
                )
            flash(_("The item is changed."), "success")
            return _back(meeting, key)
        except ChangedMeanwhile as error:
            changed = read_agenda(meeting).get(key)
            form.show_version(changed)
            form.refuse(None, error.message)
    return _page(meeting, form, heading=_("Change the item"), entry=entry, changed=changed, key=key)


@for_both("/<int:meeting_id>/agenda/<key>/move", methods=("POST",))
def move_item(meeting_id: int, key: str) -> Response:
    """Let an item come one place earlier or later."""
    meeting = written_meeting(meeting_id)
    steps = _STEPS.get(request.form.get("to", ""), 0)
    _act(meeting, lambda: services.move_item(meeting, key, steps, by=acting()))
    return _back(meeting, key)


@for_both("/<int:meeting_id>/agenda/<key>/leave-out", methods=("POST",))
def leave_out_item(meeting_id: int, key: str) -> Response:
    """Leave out what came by itself, or remove an item."""
    meeting = written_meeting(meeting_id)
    if _act(meeting, lambda: services.leave_out(meeting, key, by=acting())):
        flash(_("The item is off the agenda."), "success")
    return _back(meeting)


@for_both("/<int:meeting_id>/agenda/<key>/put-back", methods=("POST",))
def put_back_item(meeting_id: int, key: str) -> Response:
    """Let an item come after all."""
    meeting = written_meeting(meeting_id)
    if _act(meeting, lambda: services.put_back(meeting, key, by=acting())):
        flash(_("The item is back on the agenda."), "success")
    return _back(meeting, key)


@for_both("/<int:meeting_id>/agenda")
def agenda_paper(meeting_id: int) -> str:
    """Show the agenda as a page to print, in the language of the meeting."""
    meeting = seen_meeting(meeting_id)
    with speak(meeting.language):
        paper = draw_agenda(meeting, read_agenda(meeting))
        return render_template("meetings/agenda_paper.html", meeting=meeting, paper=paper)


@for_both("/<int:meeting_id>/agenda.pdf")
def agenda_file(meeting_id: int) -> Response:
    """Give the agenda out as PDF."""
    meeting = seen_meeting(meeting_id)
    with speak(meeting.language):
        drawn = draw_agenda(meeting, read_agenda(meeting))
    return downloads.pdf(f"{paper_name(drawn, meeting)}.pdf", print_paper(drawn))


def _act(meeting: Meeting, act: Callable[[], Any]) -> bool:
    """Do an act in a transaction and tell whether it was done; the meeting's page says why not."""
    try:
        with db.transaction():
            act()
    except NotFound:
        flash(_("Somebody has changed the agenda meanwhile. This is how it stands now."), "info")
        return False
    except Conflict as error:
        flash(str(error.message), "warning")
        return False
    return True


def _back(meeting: Meeting, key: str = "") -> Response:
    anchor = key if key.startswith("item-") else "agenda"
    return redirect(url_for(".show", meeting_id=meeting.id, _anchor=anchor), 303)


def _page(
    meeting: Meeting,
    form: ItemForm,
    *,
    heading: str,
    entry: Entry | None = None,
    changed: Entry | None = None,
    key: str = "",
) -> ResponseReturnValue:
    status = 409 if changed else 400 if form.is_submitted() else 200
    page = render_template(
        "meetings/item.html",
        meeting=meeting,
        form=form,
        heading=heading,
        entry=entry,
        changed=changed,
        key=key,
    )
    return page, status, MAY_GO_BACK
