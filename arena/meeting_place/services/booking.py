"""Booking a room once."""

from __future__ import annotations

from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import lock_calendar
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.house import read_house_at
from arena.meeting_place.rules.states import state_after
from arena.meeting_place.services.asking import ask_for_answer
from arena.meeting_place.services.checking import (
    require_ahead,
    require_fitting,
    require_free,
    require_quota,
)
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.services.making import find_repeated, make_booking
from arena.meeting_place.services.notices import tell_booker
from arena.meeting_place.services.ordering import Move, set_orders


def book_room(facts: BookingFacts, booker: Booker, *, by: Actor) -> RoomBooking:
    """Book a room: for staff at once, for partners so or asked for, as the room's terms say.

    The same form sent twice gives the same booking. Raises what stands in the way: see `errors`.
    """
    lock_calendar()
    repeated = find_repeated(facts, booker)
    if repeated is not None:
        return repeated
    house = read_house_at(
        facts.starts_at,
        facts.ends_at,
        is_partner=booker.is_partner,
        equipment=facts.equipment,
    )
    room = require_fitting(facts, house)
    require_ahead(facts.starts_at)
    require_quota(booker, [(facts.starts_at, facts.ends_at)])
    require_free(facts, house)
    needs_approval = room.room is not None and room.room.needs_approval
    state = state_after(is_partner=booker.is_partner, needs_approval=needs_approval, is_moved=True)
    booking = make_booking(facts, room, booker, state=state, by=by)
    set_orders(booking, facts.orders, Move(is_moved=True), is_partner=booker.is_partner)
    tell_of(booking)
    detail = {"room": room.id, "to": state, "version": booking.version}
    record("meeting_place.book", subject=booking, by=by, detail=detail)
    return booking


def tell_of(booking: RoomBooking) -> None:
    """Tell who booked that the room is theirs, or that an answer will come."""
    if booking.state == BookingState.CONFIRMED:
        tell_booker(booking, "confirmed", calendar_method="REQUEST")
    else:
        tell_booker(booking, "requested")
        ask_for_answer([booking])
