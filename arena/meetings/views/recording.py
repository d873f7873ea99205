"""Notes and minutes: begun, written item by item, read, printed and sent."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Invalid, NotFound
from arena.meetings.forms.records import FrameForm, ItemWordsForm, SendForm, item_words_form
from arena.meetings.models import AgendaItem, Meeting, RecordKind
from arena.meetings.papers import draw_record, paper_name, print_paper
from arena.meetings.queries.actions import list_owners
from arena.meetings.queries.agenda import list_followed_up, list_items
from arena.meetings.queries.records import get_item, get_record, protocol_of
from arena.meetings.services import records as services
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import rights_in, seen_meeting, written_meeting
from arena.meetings.views.reading import may_read_record
from arena.web import downloads
from arena.web.languages import speak
from arena.web.numbers import read_whole
from arena.web.security import MAY_GO_BACK

_BOTH = ("GET", "POST")


@for_both("/<int:meeting_id>/record/begin", methods=("POST",))
def begin_record(meeting_id: int) -> Response:
    """Begin notes or minutes, or let a draft be the other."""
    meeting = written_meeting(meeting_id)
    kind = RecordKind.MINUTES if request.form.get("kind") == "minutes" else RecordKind.NOTES
    with db.transaction():
        begun = services.begin_record(meeting, kind, signed_in_user(), by=acting())
        if begun.kind != kind:
            services.change_kind(meeting, kind, by=acting())
    return _back(meeting)


@for_both("/<int:meeting_id>/record/items/<int:item_id>", methods=_BOTH)
def write_item(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Write down what was said about an item; who is second sees what the first wrote."""
    meeting = written_meeting(meeting_id)
    get_record(meeting)
    item = get_item(meeting, item_id)
    posted = request.form if request.method == "POST" else None
    form = item_words_form(item, list_owners(meeting.network), posted)
    is_changed = False
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.write_item(
                    meeting,
                    item_id,
                    form.words(),
                    version=form.seen_version,
                    user=signed_in_user(),
                    by=acting(),
                )
            flash(_("What was said is kept."), "success")
            return _onwards(meeting, item)
        except Invalid as error:
            form.refuse(error.field, error.message)
        except ChangedMeanwhile as error:
            is_changed = True
            form.refuse(None, error.message)
            form.show_version(get_item(meeting, item_id).version)
    return _item_page(meeting, item, form, is_changed=is_changed)


@for_both("/<int:meeting_id>/record/frame", methods=_BOTH)
def write_frame(meeting_id: int) -> ResponseReturnValue:
    """Write what stands around the items."""
    meeting = written_meeting(meeting_id)
    record = get_record(meeting)
    form = FrameForm()
    if not form.is_submitted():
        form.show(record)
    changed = None
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.write_frame(meeting, form.words(), version=form.seen_version, by=acting())
            return _back(meeting)
        except ChangedMeanwhile as error:
            changed = get_record(meeting)
            form.show_version(changed.version)
            form.refuse(None, error.message)
    status = 409 if changed else 400 if form.is_submitted() else 200
    page = render_template(
        "meetings/write_frame.html", meeting=meeting, form=form, record=record, changed=changed
    )
    return page, status, MAY_GO_BACK


@for_both("/<int:meeting_id>/record/send", methods=("POST",))
def send_record(meeting_id: int) -> Response:
    """Send notes or minutes to everybody who may read them."""
    meeting = written_meeting(meeting_id)
    form = SendForm()
    form.validate()
    sent = read_whole(form.sending.data) or 0
    try:
        with db.transaction():
            services.send_record(
                meeting, sending=sent, comments_until=form.comments_until.data, by=acting()
            )
        flash(_("They are sent."), "success")
    except Invalid as error:
        flash(str(error.message), "error")
    return _back(meeting)


@for_both("/<int:meeting_id>/record")
def record_paper(meeting_id: int) -> str:
    """Show notes or minutes as a page to print, in the language of the meeting."""
    meeting = seen_meeting(meeting_id)
    drawn = _drawn(meeting)
    with speak(meeting.language):
        return render_template("meetings/record_paper.html", meeting=meeting, paper=drawn)


@for_both("/<int:meeting_id>/record.pdf")
def record_file(meeting_id: int) -> Response:
    """Give notes or minutes out as PDF."""
    meeting = seen_meeting(meeting_id)
    drawn = _drawn(meeting)
    return downloads.pdf(f"{paper_name(drawn, meeting)}.pdf", print_paper(drawn))


def _drawn(meeting: Meeting) -> dict[str, Any]:
    record = get_record(meeting)
    if not may_read_record(meeting, record, rights_in(meeting.network)):
        raise NotFound
    with speak(meeting.language):
        return draw_record(protocol_of(meeting, record), record)


def _item_page(
    meeting: Meeting, item: AgendaItem, form: ItemWordsForm, *, is_changed: bool
) -> ResponseReturnValue:
    items = [each for each in list_items(meeting) if not each.is_left_out]
    place = next(number for number, each in enumerate(items) if each.id == item.id)
    page = render_template(
        "meetings/write_item.html",
        meeting=meeting,
        item=items[place],
        place=place,
        items=items,
        form=form,
        is_changed=is_changed,
        followed_up=list_followed_up(meeting) if item.role == "actions" else (),
    )
    status = 409 if is_changed else 400 if form.is_submitted() else 200
    return page, status, MAY_GO_BACK


def _onwards(meeting: Meeting, item: AgendaItem) -> Response:
    """Lead to the next item where that is asked for, else back to the meeting."""
    items = [each.id for each in list_items(meeting) if not each.is_left_out]
    following = items[items.index(item.id) + 1 :] if item.id in items else []
    if "next" in request.form and following:
        address = url_for(".write_item", meeting_id=meeting.id, item_id=following[0])
        return redirect(address, 303)
    if "more" in request.form:
        return redirect(url_for(".write_item", meeting_id=meeting.id, item_id=item.id), 303)
    return _back(meeting)


def _back(meeting: Meeting) -> Response:
    return redirect(url_for(".show", meeting_id=meeting.id, _anchor="record"), 303)
