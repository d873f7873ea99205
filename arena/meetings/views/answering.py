"""Answering an invitation: by the mailed link, signed in, or by somebody who writes it down."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.audit.models import INVITED, Actor
from arena.errors import Conflict, NotFound
from arena.meetings.forms.answering import SAYS, AnswerForm, HandForm, said_of, say_of
from arena.meetings.models import Answer, Channel, Invitee, MeetingState
from arena.meetings.queries.answers import answer_of, find_by_token, get_invitee, is_about_earlier
from arena.meetings.queries.meetings import find_invitee_of
from arena.meetings.rules.answering import Verdict
from arena.meetings.services.answering import answer_on_page
from arena.meetings.views.blueprints import anywhere, for_both
from arena.meetings.views.people import led_meeting, seen_meeting
from arena.web.access import access, public
from arena.web.private import private


@anywhere.route("/answer/<token>", methods=["GET", "POST"])
@access(public)
@private
def answer(token: str) -> ResponseReturnValue:
    """Show the invitation, and how it stands; only pressing a button answers."""
    invitee = find_by_token(token)
    if invitee is None:
        raise NotFound(
            _("This link leads to no invitation. Perhaps you are not invited any more;")
            + " "
            + _("otherwise copy the whole link from the latest e-mail.")
        )
    form = AnswerForm()
    if form.is_submitted() and form.validate():
        done = take(form, invitee, Channel.LINK, INVITED)
        if done:
            return redirect(url_for(".answer", token=token), 303)
    return _invitation(invitee, form)


@for_both("/<int:meeting_id>/answer", methods=("POST",))
def answer_here(meeting_id: int) -> ResponseReturnValue:
    """Take down the answer of who is signed in and invited."""
    meeting = seen_meeting(meeting_id)
    invitee = find_invitee_of(meeting, signed_in_user())
    if invitee is None:
        raise NotFound
    form = AnswerForm()
    if not form.validate() or not take(form, invitee, Channel.PAGE, acting()):
        for line in form.error_list:
            flash(line.message, "warning")
    return redirect(url_for(".show", meeting_id=meeting_id))


@for_both("/<int:meeting_id>/invitees/<int:invitee_id>", methods=("GET", "POST"))
def invitee(meeting_id: int, invitee_id: int) -> ResponseReturnValue:
    """Write down what somebody has answered otherwise: by phone, or in the corridor."""
    meeting = led_meeting(meeting_id)
    asked = get_invitee(meeting, invitee_id)
    now = answer_of(asked)
    say = None if now == Answer.NEEDS_ACTION else say_of(asked, now)
    form = HandForm(data={"say": say, "words": asked.answer_words, "shown": _sequence(asked)})
    if form.is_submitted():
        if form.validate() and take(form, asked, Channel.STAFF, acting(), form["say"].data):
            return redirect(url_for(".show", meeting_id=meeting_id))
        form["shown"].data, form["shown"].raw_data = _sequence(asked), None
    page = render_template(
        "meetings/invitee.html", form=form, meeting=meeting, invitee=asked, about=about(asked)
    )
    return page, 400 if form.error_list else 200


def take(
    form: AnswerForm, invitee: Invitee, through: Channel, by: Actor, say: str | None = None
) -> bool:
    """Take an answer down; tell whether it holds, or say on the form why not."""
    said = said_of(say or request.form.get("answer", ""), form["words"].data or "")
    if said is None:
        form.refuse(None, _("Press one of the buttons to answer."))
        return False
    try:
        with db.transaction():
            verdict = answer_on_page(
                invitee, said, shown=form.seen_sequence, through=through, by=by
            )
    except Conflict as error:
        form.refuse(None, error.message)
        return False
    if verdict is Verdict.HOLDS:
        flash(_("Thank you, the answer is noted."), "success")
        return True
    form.refuse(
        None, _("The meeting has been moved since you opened the page. Answer about the new time.")
    )
    return False


def about(invitee: Invitee) -> dict[str, Any]:
    """Return how an invitation stands, and what may be answered, for `_answer_form`."""
    meeting = invitee.meeting
    now = answer_of(invitee)
    is_over = meeting.state == MeetingState.HELD or meeting.event.ends_at <= clock.now()
    has_place = bool(meeting.room_id or meeting.other_place)
    says = [say for say in SAYS if _is_offered(say, has_place, bool(meeting.video_link))]
    return {
        "answer": now,
        "say": None if now == Answer.NEEDS_ACTION else say_of(invitee, now),
        "is_about_earlier": is_about_earlier(invitee),
        "is_over": is_over,
        "is_off": meeting.state == MeetingState.CANCELLED,
        "says": says,
        "sequence": _sequence(invitee),
    }


def _is_offered(say: str, has_place: bool, has_link: bool) -> bool:
    if say == "remote":
        return has_link
    return say != "accepted" or has_place or not has_link


def _sequence(invitee: Invitee) -> str:
    return str(invitee.meeting.event.sequence)


def _invitation(invitee: Invitee, form: AnswerForm) -> ResponseReturnValue:
    stands = about(invitee)
    if not form.is_submitted():
        form["words"].data = invitee.answer_words
    form["shown"].data, form["shown"].raw_data = stands["sequence"], None
    asked = request.args.get("say", "")
    page = render_template(
        "meetings_entry/answer.html",
        form=form,
        invitee=invitee,
        meeting=invitee.meeting,
        about=stands,
        asked=asked if asked in stands["says"] else None,
    )
    if stands["is_over"] or stands["is_off"]:
        return page, 410
    return page, 409 if form.error_list else 200
