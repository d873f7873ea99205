"""Checking in on the page of a booking, and saying how many came."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Forbidden
from arena.meeting_place import policy
from arena.meeting_place.forms.arriving import ArriveForm
from arena.meeting_place.queries.arriving import Arrival, arrival_of
from arena.meeting_place.services.arriving import check_in as note_arrival
from arena.meeting_place.views.blueprints import for_both
from arena.meeting_place.views.people import seen_booking


@for_both("/bookings/<int:booking_id>/check-in", methods=("GET", "POST"))
def check_in(booking_id: int) -> ResponseReturnValue:
    """Say that people have come, and how many; or, later, only how many."""
    booking = seen_booking(booking_id)
    if not policy.may_check_in(signed_in_user()):
        raise Forbidden
    form, arrival = ArriveForm(booking), arrival_of(booking)
    if not form.validate_on_submit():
        page = render_template(
            "meeting_place/check_in.html", booking=booking, arrive=form, arrival=arrival
        )
        return page, 400 if form.errors else 200
    try:
        with db.transaction():
            note_arrival(booking, count=form.count.data, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        is_new = arrival is Arrival.CHECK_IN
        flash(_("You are checked in. The room stays yours.") if is_new else _("Saved."), "success")
    return redirect(url_for(".show", booking_id=booking.id))
