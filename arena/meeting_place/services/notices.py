"""Whom an act on a booking tells what: one mail for each version, template and person."""

from __future__ import annotations

from typing import Any

from arena.accounts.models import User
from arena.accounts.queries import list_planners
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
    booking: RoomBooking,
    template: str,
    *,
    calendar_method: str | None = None,
    about: str = "",
    **params: Any,
) -> None:
    """Queue a mail to who booked; `about` tells apart what is told of one version."""
    _tell(
        booking,
        booking.booked_by,
        template,
        " ".join(filter(None, [f"booking {booking.id} v{booking.version}", about])),
        calendar_method,
        {"booking_id": booking.id, **params},
    )


def tell_of_all(booking: RoomBooking, template: str, occasion: str, **params: Any) -> None:
    """Queue a mail about the series of a booking to who booked, once for each occasion."""
    params = {"booking_id": booking.id, **params}
    _tell(booking, booking.booked_by, template, occasion, None, params)


def withdrawal(booking: RoomBooking) -> str | None:
    """Return the method that takes a booking out of a calendar, if it was ever put into one.

    Ask while the act that ends the booking has raised its version and not yet changed its state.
    """
    return "CANCEL" if was_put_into_calendar(booking.state, booking.version - 1) else None


def was_put_into_calendar(state: str, version: int) -> bool:
    """Tell whether a booking's entry was ever sent: the first mail about a request has none."""
    return state != BookingState.REQUESTED or version > _FIRST


def tell_desk(order: ServiceOrder, template: str) -> None:
    """Queue a mail to who sees to a service; to those who plan where nobody does any more."""
    for person in _desk(order) or list_planners():
        _tell_of_order(order, person, template)


def tell_of_late_order(order: ServiceOrder) -> None:
    """Queue a mail to who was asked and to those who plan: nobody has answered."""
    people = {person.id: person for person in _desk(order)}
    people.update({person.id: person for person in list_planners()})
    for person in people.values():
        _tell_of_order(order, person, "order_late")


def _desk(order: ServiceOrder) -> list[User]:
    person = order.responsible
    return [person] if person is not None and person.is_open else []


def _tell_of_order(order: ServiceOrder, person: User, template: str) -> None:
    booking = order.booking
    occasion = f"order {order.id} v{booking.version}"
    params = {"order_id": order.id, "booking_id": booking.id}
    _tell(booking, person, template, occasion, None, params)


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
