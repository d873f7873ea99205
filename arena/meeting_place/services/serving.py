"""Who is asked for catering or technology answers, or is reminded that nobody has."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meeting_place.models import BookingState, OrderState, RoomBooking, ServiceOrder
from arena.meeting_place.queries.orders import is_late
from arena.meeting_place.services.errors import ChangedMeanwhile, IsOver, NotNow
from arena.meeting_place.services.notices import tell_booker, tell_of_late_order
from arena.meeting_place.words import ORDER_STATES


def answer_order(
    order: ServiceOrder,
    *,
    is_accepted: bool,
    words: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Accept or decline an order; who booked is told.

    `version` is that of the booking when the order was read: what is asked for, the time and the
    room are agreed to together. Raises `ChangedMeanwhile`, `NotNow` once it is answered, and
    `IsOver` once the booking has ended.
    """
    _lock(order)
    booking = order.booking
    if order.state != OrderState.ASKED or booking.state != BookingState.CONFIRMED:
        raise NotNow(ORDER_STATES[OrderState(order.state)])
    if booking.event.ends_at <= clock.now():
        raise IsOver
    if version is not None and version != booking.version:
        raise ChangedMeanwhile
    order.state = OrderState.ACCEPTED if is_accepted else OrderState.DECLINED
    order.answer_words = words
    db.session.flush()
    tell_booker(
        booking,
        "order_answered",
        about=f"order {order.id}",
        order_id=order.id,
        answered_by=by.label,
    )
    detail = {"kind": order.kind, "booking": order.booking_id, "to": order.state}
    record("meeting_place.answer_order", subject=order, by=by, detail=detail)


def remind_of_order(order: ServiceOrder, *, by: Actor) -> None:
    """Tell who was asked, and those who plan, that the deadline has passed without an answer.

    Raises `NotNow` when it has an answer after all, or was done already.
    """
    _lock(order)
    if not is_late(order):
        raise NotNow(ORDER_STATES[OrderState(order.state)])
    order.reminded_at = clock.now()
    db.session.flush()
    tell_of_late_order(order)
    detail = {"kind": order.kind, "booking": order.booking_id}
    record("meeting_place.remind_of_order", subject=order, by=by, detail=detail)


def _lock(order: ServiceOrder) -> None:
    """Lock the booking and its order: in this order, as every change of a booking does."""
    db.session.flush()
    db.session.refresh(order.booking, with_for_update={"of": RoomBooking})
    db.session.refresh(order, with_for_update={"of": ServiceOrder})
