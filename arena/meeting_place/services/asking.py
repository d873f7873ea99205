"""Asking those who plan for an answer to a partner's request."""

from __future__ import annotations

from collections.abc import Sequence

from arena.accounts.queries import list_planners
from arena.meeting_place.models import BookingState, RoomBooking
from arena.messages.services import Recipient, queue


def ask_for_answer(bookings: Sequence[RoomBooking]) -> None:
    """Mail those who answer requests, once, about what of these waits for an answer.

    Coordinators answer; where the house has none, administrators do.
    """
    waiting = [each for each in bookings if each.state == BookingState.REQUESTED]
    if not waiting:
        return
    first = waiting[0]
    for person in list_planners():
        queue(
            "meeting_place/answer_asked",
            Recipient(person.email, person.name, person.language),
            subject=f"event:{first.event_id}",
            occasion=f"answer to booking {first.id} v{first.version}",
            event=first.event,
            params={"booking_id": first.id, "booking_ids": [each.id for each in waiting]},
            useless_after=max(each.event.ends_at for each in waiting),
        )
