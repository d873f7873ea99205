"""Calling a meeting, inviting more people, and taking somebody off the list."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid
from arena.meetings.forms.calling import CallForm
from arena.meetings.forms.changing import UninviteForm
from arena.meetings.forms.seen import show_again
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.queries.answers import get_invitee
from arena.meetings.queries.expecting import seats_of
from arena.meetings.queries.inviting import are_invited, list_not_invited, list_proposals
from arena.meetings.services.calling import call_meeting, invite_more, uninvite
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import is_partner_here, led_meeting
from arena.messages.words import told_words


@for_both("/<int:meeting_id>/call", methods=("GET", "POST"))
def call(meeting_id: int) -> ResponseReturnValue:
    """Choose whom to invite, and send the invitations; who has one already gets no other."""
    meeting = led_meeting(meeting_id)
    is_asked = request.method == "GET"
    form = CallForm(
        meeting, list_not_invited(meeting) if is_asked else list_proposals(meeting.network)
    )
    is_first = meeting.state == MeetingState.PLANNED
    act = call_meeting if is_first else invite_more
    return _choose(meeting, form, act, is_first=is_first)


@for_both("/<int:meeting_id>/invitees/<int:invitee_id>/uninvite", methods=("GET", "POST"))
def drop(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """Take somebody off the list, after asking once."""
    meeting = led_meeting(meeting_id)
    asked = get_invitee(meeting, invitee_id)
    form = UninviteForm(meeting)
    if form.validate_on_submit():
        try:
            with db.transaction():
                uninvite(meeting, [asked], has_left=False, by=acting(), version=form.seen_version)
        except ChangedMeanwhile as error:
            form.refuse(None, error.message)
            show_again(form, meeting)
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(url_for(".show", meeting_id=meeting_id))
        else:
            flash(_("They are off the list, and are told so."), "success")
            return redirect(url_for(".show", meeting_id=meeting_id))
    page = render_template("meetings/drop.html", form=form, meeting=meeting, invitee=asked)
    return page, 409 if form.error_list else 200


def _choose(
    meeting: Meeting, form: CallForm, act: Callable[..., int], *, is_first: bool
) -> ResponseReturnValue:
    status = 200
    if form.is_submitted():
        status = 400
        chosen = form.chosen() if form.validate() else None
        if chosen is not None:
            try:
                with db.transaction():
                    count = act(
                        meeting,
                        chosen,
                        words=form["words"].data or "",
                        by=acting(),
                        version=form.seen_version,
                    )
            except Invalid as error:
                form.refuse(error.field, error.message)
            except ChangedMeanwhile as error:
                if are_invited(meeting, chosen):  # A double click.
                    return redirect(url_for(".show", meeting_id=meeting.id))
                form.refuse(None, error.message)
                show_again(form, meeting)
                status = 409
            except Conflict as error:
                flash(str(error.message), "warning")
                return redirect(url_for(".show", meeting_id=meeting.id))
            else:
                flash(_said(count), "success")
                return redirect(url_for(".show", meeting_id=meeting.id))
    page = render_template(
        "meetings/call.html",
        form=form,
        meeting=meeting,
        is_first=is_first,
        seats=None if meeting.room is None else seats_of(meeting.room),
    )
    return page, status


def _said(count: int) -> str:
    text: str = ngettext("%(num)d person is invited.", "%(num)d people are invited.", count)
    return text if is_partner_here() else f"{text} {told_words()}"
