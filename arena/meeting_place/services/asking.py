"""Asking those who plan for an answer to a partner's request."""

from __future__ import annotations

from collections.abc import Sequence

from arena.accounts.models import User
from arena.accounts.queries import list_planners
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.rooms import approver_of
from arena.messages.services import Recipient, queue


def _answering(booking: RoomBooking) -> Sequence[User]:
    person = approver_of(booking.room)
    return list_planners() if person is None else [person]


def ask_for_answer(bookings: Sequence[RoomBooking]) -> None:
    """Mail those who answer requests, each once, about what of these waits for their answer.

    Who answers for the room is asked alone. For a room without such a person, or whose person may
    plan no longer, coordinators are; where the house has none, administrators.
    """
    asked: dict[int, tuple[User, list[RoomBooking]]] = {}
    for booking in bookings:
        if booking.state == BookingState.REQUESTED:
            for person in _answering(booking):
                asked.setdefault(person.id, (person, []))[1].append(booking)
    for person, waiting in asked.values():
        first = waiting[0]
        queue(
            "meeting_place/answer_asked",
            Recipient(person.email, person.name, person.language),
            subject=f"event:{first.event_id}",
            occasion=f"answer to booking {first.id} v{first.version}",
            event=first.event,
            params={"booking_id": first.id, "booking_ids": [each.id for each in waiting]},
            useless_after=max(each.event.ends_at for each in waiting),
        )
