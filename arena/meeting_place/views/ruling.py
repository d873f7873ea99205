"""Changing how a series recurs: the rule, then what becomes of each time, then all at once."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid, NotFound
from arena.events.recurrence import RuleError, read_rule
from arena.meeting_place.forms.booking import written
from arena.meeting_place.forms.ruling import RuleForm, rule_data
from arena.meeting_place.forms.seen import read_seen, write_seen
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.bookings import list_series_ahead
from arena.meeting_place.queries.changes import list_series_changes
from arena.meeting_place.queries.ruling import (
    Change,
    Fate,
    RulePlan,
    anchor_of,
    day_of,
    gives_back,
    plan_rule_change,
    series_of,
    state_of,
    would_hold,
)
from arena.meeting_place.rule_words import missing_words, whole_rule_words
from arena.meeting_place.services.checking import quota_trouble
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.ruling import change_rule, is_changed_already
from arena.meeting_place.services.series import BOOK, SKIP, Choices
from arena.meeting_place.views.blueprints import for_both
from arena.meeting_place.views.people import own_booking
from arena.meeting_place.views.record import is_ahead
from arena.meeting_place.views.repeating import PREFIX, kept_controls, read_choices
from arena.meeting_place.words import FATES
from arena.web.security import MAY_GO_BACK


@for_both("/bookings/<int:booking_id>/rule", methods=("GET", "POST"))
def edit_rule(booking_id: int) -> ResponseReturnValue:
    """Change the days, the interval or the end of a series, for what follows or all to come."""
    booking = own_booking(booking_id)
    if booking.series is None:
        raise NotFound
    if not is_ahead(booking):
        flash(_("This time holds no room any more. Choose one of the series that does."), "info")
        return redirect(url_for(".show", booking_id=booking.id))
    if request.method == "GET":
        data = rule_data(booking.series) | {"seen": write_seen(booking.series)}
        return _page(RuleForm(data=data), booking)
    form = RuleForm()
    if request.form.get("step") == "fill_in":
        return _page(form, booking)
    change = _read(form, booking)
    if change is None:
        return _page(form, booking, 400)
    return _change(form, booking, change)


def _change(form: RuleForm, booking: RoomBooking, change: Change) -> ResponseReturnValue:
    """Show what becomes of each time, or save it all."""
    choices: Choices = {}
    error: Conflict | None = None
    was_of = booking.series_id
    try:
        if request.form.get("step") == "save":
            choices = read_choices()
            state = read_seen(form.seen.data)[0]
            with db.transaction():
                editor = Booker(signed_in_user())
                series = change_rule(booking, change, choices, editor, by=acting(), seen=state)
            said = [_("The series recurs so now. A mail that lists it is on its way.")]
            if series.id != was_of:
                said.append(_("What you changed is a series of its own now."))
            flash(" ".join(said), "success")
            return redirect(_next_of(series, booking))
    except ChangedMeanwhile:
        return _stale(form, booking, change)
    except Conflict as refused:
        error = refused
    except RuleError as refused:
        form.refuse_rule(refused.problem)
        return _page(form, booking, 400)
    except Invalid as refused:
        form.refuse(refused.field, refused.message)
        return _page(form, booking, 400)
    return _preview(form, booking, change, choices, error)


def _preview(
    form: RuleForm,
    booking: RoomBooking,
    change: Change,
    choices: Choices,
    error: Conflict | None,
) -> ResponseReturnValue:
    if read_seen(form.seen.data)[0] != state_of(series_of(booking)):
        if is_changed_already(series_of(booking), change):
            return redirect(_next_of(series_of(booking), booking))
        return _stale(form, booking, change)
    try:
        plan = _plan(booking, change)
    except RuleError as refused:
        form.refuse_rule(refused.problem)
        return _page(form, booking, 400)
    editor = Booker(signed_in_user(), booking.organisation)
    trouble = quota_trouble(
        editor, would_hold(plan), ignore_events=[each.event_id for each in gives_back(plan)]
    )
    page = render_template(
        "meeting_place/rule_preview.html",
        plan=plan,
        booking=booking,
        words=_words(booking, change),
        fates=FATES,
        shown_fates=[fate for fate in Fate if plan.counts[fate]],
        kept=kept_controls(),
        error=error or trouble,
        missing=missing_words(change.rule, change.first_on),
        parts_with=_parts_with(booking, plan),
        asks=plan.plan.is_asked_for and bool(plan.of(Fate.MOVED, Fate.ADDED)),
        chosen=choices,
        prefix=PREFIX,
        skip=SKIP,
        book=BOOK,
        written=written,
    )
    return page, 200 if error is None else 409, MAY_GO_BACK


def _parts_with(booking: RoomBooking, plan: RulePlan) -> bool:
    """Tell whether times that are still to come stay behind, in a series of their own."""
    return any(day_of(each) < plan.anchor for each in list_series_ahead(series_of(booking)))


def _next_of(series: BookingSeries, booking: RoomBooking) -> str:
    """Return the page to land on: of the booking, or of the next of its series that is left."""
    left = [booking] if is_ahead(booking) else [*list_series_ahead(series), booking]
    return url_for(".show", booking_id=left[0].id)


def _plan(booking: RoomBooking, change: Change) -> RulePlan:
    is_partner = Booker(signed_in_user()).is_partner
    return plan_rule_change(booking, change, is_partner=is_partner)


def _read(form: RuleForm, booking: RoomBooking) -> Change | None:
    """Return what was typed; None, with an error, for what means nothing."""
    if not form.validate():
        return None
    try:
        first_on = form.first_on(anchor_of(booking, form.chosen_scope))
    except RuleError as refused:
        form.refuse_rule(refused.problem)
        return None
    rule = form.rule(first_on)
    return None if rule is None else Change(rule=rule, first_on=first_on, scope=form.chosen_scope)


def _page(
    form: RuleForm, booking: RoomBooking, status: int = 200, **more: Any
) -> ResponseReturnValue:
    series = series_of(booking)
    page = render_template(
        "meeting_place/edit_rule.html",
        form=form,
        booking=booking,
        now_words=whole_rule_words(read_rule(series.rule, clock.zone()), series.begins_at),
        ahead=len(list_series_ahead(series)),
        **{"changes": None, "your_words": None, **more},
    )
    return page, status, MAY_GO_BACK if status == 400 else {}


def _stale(form: RuleForm, booking: RoomBooking, change: Change) -> ResponseReturnValue:
    """Show what was done meanwhile, how the series stands, and what was typed."""
    changes = list_series_changes(series_of(booking), read_seen(form.seen.data)[1])
    form.seen.data, form.seen.raw_data = write_seen(series_of(booking)), None
    words = _words(booking, change)
    return _page(form, booking, 409, changes=changes, your_words=words)


def _words(booking: RoomBooking, change: Change) -> str:
    return whole_rule_words(change.rule, series_of(booking).begins_at)
