"""Staff answer partners' requests, and the orders that were asked of them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Forbidden
from arena.meeting_place import policy
from arena.meeting_place.forms.answering import AnswerForm, OrderForm
from arena.meeting_place.forms.seen import show_again
from arena.meeting_place.mail.rows import equipment_words
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import get_booking, list_series_ahead
from arena.meeting_place.queries.changes import list_changes
from arena.meeting_place.queries.orders import get_order, is_open, list_orders
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.deciding import approve, decline
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.series_changes import answer_series
from arena.meeting_place.services.serving import answer_order as answer
from arena.meeting_place.views.blueprints import staff
from arena.meeting_place.views.telling import told_of_answer
from arena.web.access import access


@staff.route("/bookings/<int:booking_id>/answer", methods=["GET", "POST"])
@access(policy.may_answer)
def answer_request(booking_id: int) -> ResponseReturnValue:
    """Say yes or no to a partner, with words."""
    booking = get_booking(booking_id)
    form, changes = AnswerForm(booking), None
    page = url_for(".show", booking_id=booking.id)
    if booking.state != BookingState.REQUESTED:
        flash(_("This has an answer already."), "info")
        return redirect(page)
    if form.validate_on_submit():
        try:
            with db.transaction():
                _answer(booking, form)
        except ChangedMeanwhile:
            changes = show_again(form, booking, form.chosen_scope)
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(page)
        else:
            flash(_("Your answer is on its way."), "success")
            return redirect(page)
    shown = render_template(
        "meeting_place/answer_request.html",
        form=form,
        booking=booking,
        changes=changes,
        told=told_of_answer(booking),
        equipment=equipment_words(booking),
        waiting=_waiting_with(booking),
    )
    return shown, 409 if changes is not None else 400 if form.errors else 200


@staff.get("/orders")
@access(policy.may_use_rooms)
def orders() -> str:
    """List what was asked of who reads it; those who plan see what was asked of anybody."""
    return render_template("meeting_place/orders.html", orders=list_orders(signed_in_user()))


@staff.route("/orders/<int:order_id>", methods=["GET", "POST"])
@access(policy.may_use_rooms)
def answer_order(order_id: int) -> ResponseReturnValue:
    """Say whether what was asked for is seen to."""
    order = get_order(order_id)
    if not policy.may_answer_order(signed_in_user(), order):
        raise Forbidden
    form, changes = OrderForm(order.booking), None
    if is_open(order) and form.validate_on_submit():
        # None, from what is no number, is no version.
        version = form.seen_version or 0
        try:
            with db.transaction():
                is_accepted, words = form.answer.data == "yes", form.words.data
                answer(order, is_accepted=is_accepted, words=words, by=acting(), version=version)
        except ChangedMeanwhile:
            changes = list_changes(order.booking, version)
            form.version.data = str(order.booking.version)
        except Conflict as error:
            flash(str(error.message), "warning")
            return redirect(url_for(".orders"))
        else:
            flash(_("Your answer is on its way."), "success")
            return redirect(url_for(".orders"))
    page = render_template(
        "meeting_place/answer_order.html",
        form=form,
        order=order,
        changes=changes,
        equipment=equipment_words(order.booking),
        may_answer=is_open(order),
    )
    return page, 409 if changes is not None else 400 if form.errors else 200


def _waiting_with(booking: RoomBooking) -> list[RoomBooking]:
    """Return what of the same series waits for an answer, too; nothing for what stands alone."""
    if booking.series is None:
        return []
    ahead = list_series_ahead(booking.series)
    return [each for each in ahead if each.state == BookingState.REQUESTED]


def _answer(booking: RoomBooking, form: AnswerForm) -> None:
    is_approved, words = form.answer.data == "yes", form.words.data
    if form.chosen_scope is Scope.ONE:
        act = approve if is_approved else decline
        act(booking, words=words, by=acting(), version=form.seen_version)
    else:
        answer_series(
            booking, is_approved=is_approved, words=words, by=acting(), seen=form.seen_series
        )
