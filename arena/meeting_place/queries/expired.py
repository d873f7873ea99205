"""Which bookings of rooms are past the periods of what is kept of their people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from arena import db, retention
from arena.events.models import Attendee, Event
from arena.meeting_place.models import ROOM_BOOKING, RoomBooking, ServiceOrder


def list_expired_bookers() -> Sequence[int]:
    """Return the bookings whose booker's name and words are to be erased."""
    return db.session.scalars(
        select(RoomBooking.id)
        .join(RoomBooking.event)
        .where(is_booker_due())
        .order_by(RoomBooking.id)
    ).all()


def list_expired_orders() -> Sequence[int]:
    """Return the orders whose words are to be erased."""
    return db.session.scalars(
        select(ServiceOrder.id)
        .join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(is_order_due())
        .order_by(ServiceOrder.id)
    ).all()


def is_booker_due() -> ColumnElement[bool]:
    """Return the condition that a booking, joined with its event, still says what it must not."""
    before = retention.cutoff(retention.BOOKING)
    is_known = select(Attendee.id).where(Attendee.event_id == Event.id).exists()
    return (
        (Event.kind == ROOM_BOOKING)
        & (Event.ends_at < before)
        & (RoomBooking.updated_at < before)
        & (
            (RoomBooking.wishes != "")
            | (RoomBooking.decision_words != "")
            | (Event.staff_note != "")
            | is_known
        )
    )


def is_order_due() -> ColumnElement[bool]:
    """Return the condition that an order, joined with its booking's event, says too much."""
    has_words = (ServiceOrder.words != "") | (ServiceOrder.answer_words != "")
    return has_words & (Event.ends_at < retention.cutoff(retention.ORDER))
