"""Whom an act on a booking tells what: one mail for each version, template and person."""

from __future__ import annotations

from typing import Any

from arena.accounts.models import User
from arena.events.services import Guest
from arena.meeting_place.models import BookingState, RoomBooking, ServiceOrder
from arena.messages.services import Recipient, queue

GUEST = "guest"
_FIRST = 1


def guest_of(user: User) -> Guest:
    """Return who booked as somebody who takes part: then it stands in their own calendar."""
    return Guest(
        role=GUEST, name=user.name, email=user.email, language=user.language, user_id=user.id
    )


def tell_booker(
    booking: RoomBooking, template: str, *, calendar_method: str | None = None, **params: Any
) -> None:
    """Queue a mail to who booked."""
    _tell(
        booking,
        booking.booked_by,
        template,
        f"booking {booking.id} v{booking.version}",
        calendar_method,
        {"booking_id": booking.id, **params},
    )


def tell_of_all(booking: RoomBooking, template: str, occasion: str, **params: Any) -> None:
    """Queue a mail about the series of a booking to who booked, once for each occasion."""
    params = {"booking_id": booking.id, **params}
    _tell(booking, booking.booked_by, template, occasion, None, params)


def withdrawal(booking: RoomBooking) -> str | None:
    """Return the method that takes a booking out of a calendar, if it was ever put into one.

    The first mail about a request carries no entry; every other does. Ask while the act that ends
    the booking has raised its version and not yet changed its state.
    """
    is_new = booking.state == BookingState.REQUESTED and booking.version <= _FIRST + 1
    return None if is_new else "CANCEL"


def tell_desk(order: ServiceOrder, template: str) -> None:
    """Queue a mail to the person who sees to a service, if there is one who still works here."""
    if order.responsible is not None and order.responsible.is_open:
        booking = order.booking
        occasion = f"order {order.id} v{booking.version}"
        params = {"order_id": order.id, "booking_id": booking.id}
        _tell(booking, order.responsible, template, occasion, None, params)


def _tell(
    booking: RoomBooking,
    user: User,
    template: str,
    occasion: str,
    calendar_method: str | None,
    params: dict[str, Any],
) -> None:
    queue(
        f"meeting_place/{template}",
        Recipient(user.email, user.name, user.language),
        subject=f"event:{booking.event_id}",
        occasion=occasion,
        event=booking.event,
        params=params,
        calendar_method=calendar_method,
    )
