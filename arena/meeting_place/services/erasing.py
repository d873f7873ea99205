"""Erasing who booked rooms, and what they wrote, once its period is over; figures stay.

Nobody is told of it, nor is a version raised. Who booked stays known for as long as they sign in:
the account has a period of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import change_event, forget_attendee, lock_calendar
from arena.meeting_place.models import RoomBooking, ServiceOrder
from arena.meeting_place.queries.expired import is_booker_due, is_order_due
from arena.messages.services import forget_mails


def erase_bookers(booking_ids: Sequence[int], by: Actor) -> int:
    """Erase who took part in bookings, the words about them, and all mails about them.

    The room, the time, the title and how many came stay.
    """
    lock_calendar()
    due = db.session.scalars(
        select(RoomBooking)
        .join(RoomBooking.event)
        .where(RoomBooking.id.in_(booking_ids), is_booker_due())
        .order_by(RoomBooking.id)
        .with_for_update(of=RoomBooking)
    ).all()
    for booking in due:
        for attendee in list(booking.event.attendees):
            forget_mails(booking.event, attendee.email, booking_id=booking.id)
            forget_attendee(booking.event, attendee.email)
        forget_mails(booking.event, booking.booked_by.email, booking_id=booking.id)
        booking.wishes = booking.decision_words = ""
        change_event(booking.event, staff_note="")
    if due:
        record("meeting_place.erase_bookers", subject=None, by=by, detail={"bookings": len(due)})
    return len(due)


def erase_orders(order_ids: Sequence[int], by: Actor) -> int:
    """Erase what was ordered with rooms, in words and in mails: it may tell of allergies."""
    due = db.session.scalars(
        select(ServiceOrder)
        .join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(ServiceOrder.id.in_(order_ids), is_order_due())
        .order_by(ServiceOrder.id)
        .with_for_update(of=ServiceOrder)
    ).all()
    for order in due:
        order.words = order.answer_words = ""
        forget_mails(order.booking.event, None, order_id=order.id)
    if due:
        record("meeting_place.erase_orders", subject=None, by=by, detail={"orders": len(due)})
    return len(due)
