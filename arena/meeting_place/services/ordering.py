"""Catering and technology: asked of a named person, and what becomes of it with its booking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from arena import clock, db
from arena.meeting_place.models import (
    BookingState,
    OrderState,
    RoomBooking,
    ServiceDesk,
    ServiceOrder,
)
from arena.meeting_place.queries.orders import is_staffed, list_desks
from arena.meeting_place.rules.deadlines import answer_by, fresh_answer_by
from arena.meeting_place.services.errors import NobodySeesToIt, TooLateToOrder
from arena.meeting_place.services.notices import tell_desk
from arena.resources.queries import working_days

_STANDING = (OrderState.ASKED, OrderState.ACCEPTED)
_OPEN = (*_STANDING, OrderState.DECLINED)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What became of a booking's time and room; `had_start` is None for one that is new."""

    is_moved: bool
    had_start: datetime | None = None


def set_orders(
    booking: RoomBooking, wanted: Mapping[str, str], move: Move, *, is_partner: bool
) -> None:
    """Make the orders of a booking what is wanted; the desks are told what is new to them.

    A kind that `wanted` does not name stays as it is, an empty text withdraws it. What is worded
    anew is asked anew, and so is all that has another start; where only the room or the end is
    another, an answer stands and the desk is told. Raises `NobodySeesToIt`, and `TooLateToOrder`
    for what would have had to be asked for before now. Staff may move a booking even so: then the
    desk is asked to answer soon.
    """
    desks = list_desks()
    present = {order.kind: order for order in booking.orders if order.state in _OPEN}
    known = {order.kind: order for order in booking.orders}
    for kind in sorted(present.keys() | wanted.keys()):
        order = present.get(kind)
        words = wanted.get(kind, order.words if order else "")
        if not words:
            if order is not None:
                _withdraw(order)
        elif order is None or order.words != words:
            _ask(booking, known.get(kind), kind, words, desks.get(kind))
        elif move.had_start != booking.event.starts_at:
            _ask_again(order, desks.get(kind), is_partner=is_partner)
        elif move.is_moved and order.is_told and order.state in _STANDING:
            tell_desk(order, "order_changed")
    db.session.flush()
    tell_desks(booking)


def tell_desks(booking: RoomBooking) -> None:
    """Let the desks know of orders that wait, once it is agreed that the booking takes place.

    Where that was agreed so late that the deadline has passed, they get a fresh one.
    """
    if booking.state != BookingState.CONFIRMED:
        return
    for order in booking.orders:
        if order.state == OrderState.ASKED and not order.is_told:
            if order.answer_by <= clock.now():
                order.answer_by = _soon(booking)
            order.is_told = True
            tell_desk(order, "order_asked")


def withdraw_orders(booking: RoomBooking) -> None:
    """Let the desks know that nothing is needed any more."""
    for order in booking.orders:
        _withdraw(order)


def _ask(
    booking: RoomBooking,
    order: ServiceOrder | None,
    kind: str,
    words: str,
    desk: ServiceDesk | None,
) -> None:
    is_open = order is not None and order.state in _OPEN
    if desk is None or not is_staffed(desk):
        raise NobodySeesToIt(kind, is_ordered=is_open)
    until = _until(booking, desk)
    if until <= clock.now():
        raise TooLateToOrder(kind, until, is_ordered=is_open)
    if order is None:
        order = ServiceOrder(kind=kind)
        booking.orders.append(order)
    order.words = words
    _reset(order, desk, until)


def _ask_again(order: ServiceOrder, desk: ServiceDesk | None, *, is_partner: bool) -> None:
    """Ask for the same at another start; of a desk that nobody sees to, those who plan."""
    booking = order.booking
    until = order.answer_by if desk is None else _until(booking, desk)
    if until <= clock.now():
        if order.state == OrderState.DECLINED:
            return
        if is_partner:
            raise TooLateToOrder(order.kind, until, is_ordered=True)
        until = _soon(booking)
    _reset(order, desk, until)


def _reset(order: ServiceOrder, desk: ServiceDesk | None, until: datetime) -> None:
    order.responsible = None if desk is None else desk.responsible
    order.answer_by, order.state, order.answer_words = until, OrderState.ASKED, ""
    order.is_told, order.reminded_at = False, None


def _until(booking: RoomBooking, desk: ServiceDesk) -> datetime:
    starts_at = booking.event.starts_at
    return answer_by(starts_at, desk.lead_working_days, working_days().add, clock.zone())


def _soon(booking: RoomBooking) -> datetime:
    event = booking.event
    limit = event.starts_at if event.starts_at > clock.now() else event.ends_at
    return fresh_answer_by(limit, clock.now(), working_days().add, clock.zone())


def _withdraw(order: ServiceOrder) -> None:
    if order.state in _OPEN:
        was_told = order.is_told and order.state != OrderState.DECLINED
        order.state = OrderState.CANCELLED
        db.session.flush()
        if was_told:
            tell_desk(order, "order_withdrawn")
