"""Minutes: who approves them, approving, taking back, comments and corrections."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.models import Person
from arena.errors import Forbidden, Invalid, NotFound
from arena.meetings.forms.records import ApproveForm, ApproversForm, WordsForm
from arena.meetings.models import Approval, Meeting, Part, Record
from arena.meetings.papers import draw_record
from arena.meetings.queries.actions import list_owners, own_people
from arena.meetings.queries.records import get_record, protocol_of
from arena.meetings.rules.protocols import Protocol
from arena.meetings.services import approving as services
from arena.meetings.services.record_errors import OtherThanRead
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import rights_in, seen_meeting, written_meeting
from arena.meetings.views.reading import may_read_record
from arena.web.languages import speak
from arena.web.security import MAY_GO_BACK

_BOTH = ("GET", "POST")


@for_both("/<int:meeting_id>/record/approvers", methods=_BOTH)
def approvers(meeting_id: int) -> ResponseReturnValue:
    """Say who approves the minutes."""
    meeting = written_meeting(meeting_id)
    record = get_record(meeting)
    people = _people(meeting, record)
    form = ApproversForm(people.values())
    if not form.is_submitted():
        form.chair_id.data = next(
            (each.person_id for each in record.approvals if each.part == Part.CHAIR), None
        )
        form.people.data = [
            each.person_id for each in record.approvals if each.part == Part.ADJUSTER
        ]
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.name_approvers(
                    meeting,
                    people.get(form.chair_id.data),
                    [people[number] for number in form.people.data],
                    by=acting(),
                )
            return _back(meeting)
        except Invalid as error:
            form.refuse(error.field, error.message)
    page = render_template("meetings/approvers.html", meeting=meeting, form=form)
    return page, 400 if form.is_submitted() else 200


@for_both("/<int:meeting_id>/record/approve/<int:approval_id>", methods=_BOTH)
def approve(meeting_id: int, approval_id: int) -> ResponseReturnValue:
    """Let somebody read the minutes and approve them, or note that another has."""
    meeting = seen_meeting(meeting_id)
    record = _readable(meeting)
    approval = _approval(record, approval_id)
    protocol = protocol_of(meeting, record)
    is_own = approval.person_id in own_people(signed_in_user())
    if not is_own and not rights_in(meeting.network).may_write:
        raise Forbidden
    form = ApproveForm()
    if form.is_submitted() and not is_own and not form.how.data:
        form.how.refuse(_("Say how they approved the minutes"))
    elif form.validate_on_submit():
        try:
            with db.transaction():
                is_last = services.approve(
                    meeting,
                    approval_id,
                    mark=form.mark.data,
                    user=signed_in_user(),
                    words="" if is_own else form.how.data,
                    by=acting(),
                )
            flash(
                _("The minutes are approved. Nothing in them changes any more.")
                if is_last
                else _("It is noted. The minutes still wait for others."),
                "success",
            )
            return _back(meeting)
        except OtherThanRead as error:
            form.refuse(None, error.message)
            protocol = protocol_of(meeting, get_record(meeting))
    return _approve_page(meeting, record, approval, protocol, form, is_own=is_own)


@for_both("/<int:meeting_id>/record/take-back", methods=_BOTH)
def take_back(meeting_id: int) -> ResponseReturnValue:
    """Let minutes be changed that some have approved; these learn of it."""
    meeting = written_meeting(meeting_id)
    record = get_record(meeting)
    form = WordsForm()
    if form.validate_on_submit():
        with db.transaction():
            services.take_back(meeting, form.words.data, by=acting())
        flash(_("The minutes can be changed again. Who had approved them is told."), "success")
        return _back(meeting)
    names = [each.name for each in record.approvals if each.approved_at is not None]
    page = render_template("meetings/take_back.html", meeting=meeting, form=form, names=names)
    return page, 400 if form.is_submitted() else 200


@for_both("/<int:meeting_id>/record/comment", methods=_BOTH)
def comment(meeting_id: int) -> ResponseReturnValue:
    """Say something about minutes that wait for approval."""
    meeting = seen_meeting(meeting_id)
    _readable(meeting)
    form = WordsForm()
    if form.validate_on_submit():
        with db.transaction():
            services.comment(meeting, form.words.data, signed_in_user(), by=acting())
        flash(_("Your comment is there for those who write the minutes."), "success")
        return _back(meeting)
    page = render_template("meetings/comment.html", meeting=meeting, form=form)
    return page, 400 if form.is_submitted() else 200, MAY_GO_BACK


@for_both("/<int:meeting_id>/record/correct", methods=_BOTH)
def correct(meeting_id: int) -> ResponseReturnValue:
    """Add a note to approved minutes."""
    meeting = written_meeting(meeting_id)
    get_record(meeting)
    form = WordsForm()
    if form.validate_on_submit():
        with db.transaction():
            services.correct(meeting, form.words.data, signed_in_user(), by=acting())
        flash(_("The correction stands after the minutes."), "success")
        return _back(meeting)
    page = render_template("meetings/correct.html", meeting=meeting, form=form)
    return page, 400 if form.is_submitted() else 200, MAY_GO_BACK


def _approve_page(
    meeting: Meeting,
    record: Record,
    approval: Approval,
    protocol: Protocol,
    form: ApproveForm,
    *,
    is_own: bool,
) -> ResponseReturnValue:
    form.mark.data = protocol.mark
    with speak(meeting.language):
        paper = draw_record(protocol, record)
    page = render_template(
        "meetings/approve.html",
        meeting=meeting,
        approval=approval,
        paper=paper,
        form=form,
        is_own=is_own,
    )
    return page, 400 if form.is_submitted() else 200


def _people(meeting: Meeting, record: Record) -> dict[int, Person]:
    """Return who can approve: the network's people, and who already is to."""
    people = {person.id: person for person in list_owners(meeting.network)}
    people |= {each.person.id: each.person for each in record.approvals if each.person}
    return people


def _readable(meeting: Meeting) -> Record:
    record = get_record(meeting)
    if not may_read_record(meeting, record, rights_in(meeting.network)):
        raise NotFound
    return record


def _approval(record: Record, approval_id: int) -> Approval:
    found = next((each for each in record.approvals if each.id == approval_id), None)
    if found is None:
        raise NotFound
    return found


def _back(meeting: Meeting) -> Response:
    return redirect(url_for(".show", meeting_id=meeting.id, _anchor="record"), 303)
