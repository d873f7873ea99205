"""Moving a meeting, giving it another room or other words, and calling it off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid
from arena.meetings.forms.changing import CancelForm
from arena.meetings.forms.planning import PlanForm, written
from arena.meetings.forms.seen import show_again
from arena.meetings.models import Meeting
from arena.meetings.queries.answers import coming_to
from arena.meetings.queries.expecting import near_misses, warnings_at
from arena.meetings.services.changing import (
    cancel_meeting,
    cancel_rest,
    change_meeting,
    list_rest,
    state_of,
)
from arena.meetings.services.errors import ChangedMeanwhile, RoomShut, RoomTaken
from arena.meetings.services.facts import KEPT
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import is_partner_here, led_meeting, what_is_offered
from arena.scheduling.rooms import Near
from arena.web.security import MAY_GO_BACK


@for_both("/<int:meeting_id>/change", methods=("GET", "POST"))
def edit(meeting_id: int) -> ResponseReturnValue:
    """Change time, place, words or who may know of a meeting."""
    meeting = led_meeting(meeting_id)
    offered = what_is_offered(also=meeting)
    filled = {} if request.method == "POST" else {"data": _data(meeting)}
    form = PlanForm(offered, **filled)
    if not form.is_submitted():
        return _page(form, meeting)
    if "take" in request.form:
        form.take(request.form["take"])
    facts = form.facts() if form.validate() else None
    if facts is None:
        return _page(form, meeting, 400)
    try:
        with db.transaction():
            is_changed = change_meeting(
                meeting,
                facts,
                is_partner=is_partner_here(),
                by=acting(),
                version=form.seen_version,
            )
    except Invalid as error:
        form.refuse(error.field, error.message)
        return _page(form, meeting, 400)
    except (RoomTaken, RoomShut) as error:
        form.refuse("room_id", error.message)
        near = near_misses(
            meeting.network,
            facts,
            is_partner=is_partner_here(),
            ignore_events=[meeting.event_id],
        )
        return _page(form, meeting, 409, near)
    except Conflict as error:
        form.refuse(None, error.message)
        show_again(form, meeting)
        return _page(form, meeting, 409, is_changed=isinstance(error, ChangedMeanwhile))
    flash(" ".join([_("Saved."), *(warnings_at(facts.starts_at) if is_changed else [])]), "success")
    return redirect(url_for(".show", meeting_id=meeting_id))


@for_both("/<int:meeting_id>/cancel", methods=("GET", "POST"))
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Call off a meeting, or the rest of its series, with words to those who are invited."""
    meeting = led_meeting(meeting_id)
    if meeting.event.is_cancelled:  # A double click, or a page gone back to.
        return redirect(url_for(".show", meeting_id=meeting_id))
    rest = list_rest(meeting)
    form = CancelForm(meeting, state=state_of(rest) if len(rest) > 1 else "")
    if form.validate_on_submit():
        try:
            with db.transaction():
                count = _cancel(meeting, form)
        except ChangedMeanwhile as error:
            form.refuse(None, error.message)
            show_again(form, meeting)
            form["seen"].data, form["seen"].raw_data = state_of(list_rest(meeting)), None
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(url_for(".show", meeting_id=meeting_id))
        else:
            flash(
                ngettext(
                    "The meeting is called off, and those who were invited are told.",
                    "%(num)d meetings are called off, and those who were invited are told.",
                    count,
                ),
                "success",
            )
            return redirect(url_for(".show", meeting_id=meeting_id))
    page = render_template(
        "meetings/cancel.html", form=form, meeting=meeting, rest=rest, coming=coming_to(meeting)
    )
    return page, 409 if form.error_list else 200


def _cancel(meeting: Meeting, form: CancelForm) -> int:
    words = form["words"].data or ""
    if form.is_rest:
        return cancel_rest(meeting, words=words, seen=form["seen"].data or "", by=acting())
    cancel_meeting(meeting, words=words, by=acting(), version=form.seen_version)
    return 1


def _data(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting as its form shows it."""
    event = meeting.event
    local = event.starts_at.astimezone(clock.zone())
    return {
        **{name: getattr(meeting, name) for name in KEPT},
        "version": str(meeting.version),
        "title_sv": event.title_sv,
        "title_en": "" if event.title_en == event.title_sv else event.title_en,
        "day": local.date(),
        "begins_at": local.time(),
        "minutes": int((event.ends_at - event.starts_at).total_seconds()) // 60,
        "is_public": event.audience == "public",
    }


def _page(
    form: PlanForm,
    meeting: Meeting,
    status: int = 200,
    near: Sequence[Near] = (),
    *,
    is_changed: bool = False,
) -> ResponseReturnValue:
    page = render_template(
        "meetings/edit.html",
        form=form,
        meeting=meeting,
        near=near,
        written=written,
        is_changed=is_changed,
        coming=coming_to(meeting),
    )
    return page, status, MAY_GO_BACK
