"""What mails about catering and technology say: to who sees to it, and to who asked."""

from __future__ import annotations

from typing import Any

from arena import db
from arena.audit.words import actor_names
from arena.meeting_place.mail.booker import booking_facts, get_booking_of
from arena.meeting_place.models import BookingState, OrderState, ServiceOrder
from arena.meeting_place.words import SERVICES
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web.addresses import absolute_url

_TRUE_IN = {
    "meeting_place/order_asked": {OrderState.ASKED},
    "meeting_place/order_changed": {OrderState.ASKED, OrderState.ACCEPTED},
    "meeting_place/order_late": {OrderState.ASKED},
    "meeting_place/order_withdrawn": {OrderState.CANCELLED},
}


def gather_for_desk(message: Message) -> dict[str, Any]:
    """Return what the person who sees to a service is told."""
    order = _order(message)
    if order.state not in _TRUE_IN[message.template]:
        raise NoLongerTrue(N_("The order has gone on to another state."))
    return _facts(message, order)


def gather_answer(message: Message) -> dict[str, Any]:
    """Return what who asked is told of the answer."""
    order = _order(message)
    if order.state not in (OrderState.ACCEPTED, OrderState.DECLINED):
        raise NoLongerTrue(N_("The order has gone on to another state."))
    if order.booking.state != BookingState.CONFIRMED:
        raise NoLongerTrue(N_("The booking has gone on to another state."))
    return _facts(message, order) | {
        "is_accepted": order.state == OrderState.ACCEPTED,
        "answered_by": _who_answered(message, order),
    }


def _order(message: Message) -> ServiceOrder:
    order = db.session.get(ServiceOrder, message.params["order_id"])
    if order is None:
        raise NoLongerTrue(N_("The booking is no longer kept."))
    return order


def _facts(message: Message, order: ServiceOrder) -> dict[str, Any]:
    return booking_facts(get_booking_of(message)) | {
        "order": order,
        "service": str(SERVICES[order.kind]),
        "asked_of": _asked_of(order),
        "order_url": absolute_url("meeting_place.answer_order", order_id=order.id),
    }


def _who_answered(message: Message, order: ServiceOrder) -> str:
    """Return who said yes or no: whoever plans may do so in the place of who was asked."""
    label = message.params.get("answered_by")
    if label is None:
        return order.responsible.name if order.responsible else ""
    return str(actor_names([label])[label])


def _asked_of(order: ServiceOrder) -> str:
    """Return who is to answer; empty once that person does not work here any more."""
    person = order.responsible
    return person.name if person is not None and person.is_open else ""
