"""Bookings: the lists, one booking's page, and cancelling it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict
from arena.meeting_place import policy
from arena.meeting_place.forms.answering import CancelForm
from arena.meeting_place.forms.arriving import ArriveForm
from arena.meeting_place.forms.seen import show_again
from arena.meeting_place.mail.rows import equipment_words
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.arriving import arrival_of
from arena.meeting_place.queries.bookings import (
    MOST_AHEAD,
    count_requested,
    list_ahead,
    list_earlier,
    list_off,
    list_requested,
    list_series_ahead,
)
from arena.meeting_place.queries.changes import list_changes
from arena.meeting_place.queries.members import list_organisations_of
from arena.meeting_place.queries.rooms import approver_of
from arena.meeting_place.queries.ruling import series_of, state_of
from arena.meeting_place.rules.states import Act, Scope, may_do
from arena.meeting_place.services.changing import cancel_booking
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.series_changes import cancel_series, targets
from arena.meeting_place.views.blueprints import for_both
from arena.meeting_place.views.people import (
    is_partner_here,
    own_arrivals,
    own_booking,
    seen_booking,
)
from arena.meeting_place.views.repeating import kept_controls
from arena.meeting_place.views.telling import told_of_cancelling
from arena.web.security import MAY_GO_BACK


@for_both("/bookings")
def bookings() -> str:
    """List bookings: those that wait, one's own, everybody's, what is off, and the past."""
    user, partner = signed_in_user(), is_partner_here()
    organisation_ids = [each.id for each in list_organisations_of(user.id)] if partner else None
    show = request.args.get("show", "waiting" if _waits_for(user) else "mine")
    if show == "waiting" and policy.may_answer(user):
        found = list_requested()
    elif show == "all":
        found = list_ahead(organisation_ids=organisation_ids)
    elif show in ("earlier", "off"):
        find = list_earlier if show == "earlier" else list_off
        found = find(organisation_ids=organisation_ids) if partner else find(of=user)
    else:
        show, found = "mine", list_ahead(of=user, organisation_ids=organisation_ids)
    return render_template(
        "meeting_place/bookings.html",
        bookings=found,
        show=show,
        tabs=_tabs(show, partner),
        most=MOST_AHEAD,
        arrivals=own_arrivals(),
        arrival_of=arrival_of,
    )


@for_both("/bookings/<int:booking_id>")
def show(booking_id: int) -> str:
    """Show one booking: what holds, what was asked of whom, and what was done to it."""
    booking = seen_booking(booking_id)
    return render_template(
        "meeting_place/show.html",
        booking=booking,
        equipment=equipment_words(booking),
        answering=approver_of(booking.room) if booking.state == BookingState.REQUESTED else None,
        history=list_changes(booking),
        arrival=arrival_of(booking),
        arrive=ArriveForm(booking),
        series=list_series_ahead(booking.series) if booking.series else (),
        may_have_entry=is_ahead(booking),
        may_change=policy.may_change(signed_in_user(), booking) and is_ahead(booking),
        may_answer=policy.may_answer(signed_in_user())
        and may_do(Act.APPROVE, booking.state)
        and is_ahead(booking),
    )


@for_both("/bookings/<int:booking_id>/cancel", methods=("GET", "POST"))
def cancel(booking_id: int) -> ResponseReturnValue:
    """Say who will be told, ask once, and give the room back."""
    booking = own_booking(booking_id)
    form, changes = CancelForm(booking), None
    page = url_for(".show", booking_id=booking.id)
    if booking.state == BookingState.CANCELLED:
        return redirect(page)  # A double click, or a page gone back to.
    step = request.form.get("step")
    if form.validate_on_submit() and step != "fill_in":
        try:
            if form.chosen_scope is not Scope.ONE and step != "save":
                return _cancel_preview(booking, form)
            with db.transaction():
                times = _cancel(booking, form)
        except ChangedMeanwhile:
            changes = show_again(form, booking, form.chosen_scope)
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(page)
        else:
            flash(_said_of_cancelling(times), "success")
            return redirect(page)
    shown = render_template(
        "meeting_place/cancel.html",
        form=form,
        booking=booking,
        changes=changes,
        told=told_of_cancelling(booking),
    )
    return shown, 409 if changes is not None else 400 if form.errors else 200


def _cancel_preview(booking: RoomBooking, form: CancelForm) -> ResponseReturnValue:
    """Show each time that would be cancelled, before any is."""
    chosen = targets(booking, form.chosen_scope, with_exceptions=True)
    if not chosen or form.seen_series != state_of(series_of(booking)):
        raise ChangedMeanwhile
    page = render_template(
        "meeting_place/cancel_preview.html",
        booking=booking,
        chosen=chosen,
        kept=kept_controls(),
        told=told_of_cancelling(booking),
    )
    return page, 200, MAY_GO_BACK


def _cancel(booking: RoomBooking, form: CancelForm) -> int:
    """Cancel what was chosen; return how many times that were."""
    scope, words = form.chosen_scope, form.words.data
    if scope is not Scope.ONE:
        return cancel_series(booking, scope, words=words, by=acting(), seen=form.seen_series)
    cancel_booking(booking, words=words, by=acting(), version=form.seen_version)
    return 1


def _said_of_cancelling(times: int) -> str:
    if times == 1:
        text: str = _("The booking is cancelled, and the room is given back.")
    else:
        text = ngettext(
            "%(num)d time is cancelled, and the room is given back.",
            "%(num)d times are cancelled, and the room is given back each time.",
            times,
        )
    return text


def is_ahead(booking: RoomBooking) -> bool:
    """Tell whether a booking holds its room, and has not ended."""
    return may_do(Act.CANCEL, booking.state) and booking.event.ends_at > clock.now()


def _waits_for(user: Any) -> bool:
    return policy.may_answer(user) and count_requested() > 0


def _tabs(shown: str, partner: bool) -> list[dict[str, Any]]:
    waiting = count_requested() if policy.may_answer(signed_in_user()) else None
    tabs = [
        ("waiting", _("Waiting for us"), waiting),
        ("mine", _("Mine"), None),
        ("all", _("My organisation’s") if partner else _("Everybody’s"), None),
        ("off", _("Will not take place"), None),
        ("earlier", _("Earlier"), None),
    ]
    return [
        {
            "label": label,
            "href": url_for(".bookings", show=key),
            "is_current": key == shown,
            "count": count,
        }
        for key, label, count in tabs
        if key != "waiting" or waiting is not None
    ]
