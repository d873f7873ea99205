"""Catering and technology: asked of a named person, who answers before a deadline."""

from __future__ import annotations

from collections.abc import Mapping

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meeting_place.models import (
    BookingState,
    OrderState,
    RoomBooking,
    ServiceDesk,
    ServiceOrder,
)
from arena.meeting_place.queries.orders import is_staffed, list_desks
from arena.meeting_place.rules.deadlines import answer_by
from arena.meeting_place.services.errors import NobodySeesToIt, NotNow, TooLateToOrder
from arena.meeting_place.services.notices import tell_booker, tell_desk
from arena.meeting_place.words import ORDER_STATES
from arena.resources.queries import working_days

_OPEN = (OrderState.ASKED, OrderState.ACCEPTED, OrderState.DECLINED)


def set_orders(booking: RoomBooking, wanted: Mapping[str, str], *, is_moved: bool) -> None:
    """Make the orders of a booking what is wanted; the desks are told what is new to them.

    A desk that has answered is asked anew when the words or the time are others. Raises
    `NobodySeesToIt`, and `TooLateToOrder` for what would have had to be asked for before now.
    """
    desks = list_desks()
    present = {order.kind: order for order in booking.orders}
    for kind in sorted(present.keys() | wanted.keys()):
        words, order = wanted.get(kind, ""), present.get(kind)
        if not words:
            if order is not None:
                _withdraw(order)
        elif is_moved or order is None or not _stands(order, words):
            _ask(booking, order, kind, words, desks.get(kind))
    db.session.flush()
    tell_desks(booking)


def tell_desks(booking: RoomBooking) -> None:
    """Let the desks know of orders that wait, once it is agreed that the booking takes place."""
    if booking.state == BookingState.CONFIRMED:
        for order in booking.orders:
            if order.state == OrderState.ASKED and not order.is_told:
                order.is_told = True
                tell_desk(order, "order_asked")


def withdraw_orders(booking: RoomBooking) -> None:
    """Let the desks know that nothing is needed any more."""
    for order in booking.orders:
        _withdraw(order)


def answer_order(order: ServiceOrder, *, is_accepted: bool, words: str = "", by: Actor) -> None:
    """Accept or decline an order; who booked is told. Raises `NotNow` once it is answered."""
    db.session.refresh(order, with_for_update={"of": ServiceOrder})
    if order.state != OrderState.ASKED or order.booking.state != BookingState.CONFIRMED:
        raise NotNow(ORDER_STATES[OrderState(order.state)])
    order.state = OrderState.ACCEPTED if is_accepted else OrderState.DECLINED
    order.answer_words = words
    db.session.flush()
    tell_booker(order.booking, "order_answered", order_id=order.id, kind=order.kind)
    detail = {"kind": order.kind, "booking": order.booking_id, "to": order.state}
    record("meeting_place.answer_order", subject=order, by=by, detail=detail)


def _stands(order: ServiceOrder, words: str) -> bool:
    return order.state != OrderState.CANCELLED and order.words == words


def _ask(
    booking: RoomBooking,
    order: ServiceOrder | None,
    kind: str,
    words: str,
    desk: ServiceDesk | None,
) -> None:
    if desk is None or not is_staffed(desk):
        raise NobodySeesToIt(kind)
    until = answer_by(
        booking.event.starts_at, desk.lead_working_days, working_days().add, clock.zone()
    )
    if until <= clock.now():
        raise TooLateToOrder(kind, until)
    if order is None:
        order = ServiceOrder(kind=kind)
        booking.orders.append(order)
    order.words, order.answer_by, order.responsible = words, until, desk.responsible
    order.state, order.answer_words, order.is_told = OrderState.ASKED, "", False


def _withdraw(order: ServiceOrder) -> None:
    if order.state in _OPEN:
        was_told = order.is_told and order.state != OrderState.DECLINED
        order.state = OrderState.CANCELLED
        db.session.flush()
        if was_told:
            tell_desk(order, "order_withdrawn")
