"""Changing a booking: its time, room, people, words, equipment and services."""

from __future__ import annotations

from collections import Counter

from arena import clock, db
from arena.audit.models import Actor
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import equipment_of, orders_of
from arena.meeting_place.queries.house import read_house_at
from arena.meeting_place.rules.states import Act, state_after
from arena.meeting_place.services.acting import doing
from arena.meeting_place.services.alike import differs_from_series
from arena.meeting_place.services.asking import ask_for_answer
from arena.meeting_place.services.checking import (
    require_ahead,
    require_fitting,
    require_free,
    require_quota,
)
from arena.meeting_place.services.facts import KEPT, Booker, BookingFacts
from arena.meeting_place.services.making import event_status, event_words, taken
from arena.meeting_place.services.notices import guest_of, tell_booker, withdrawal
from arena.meeting_place.services.ordering import Move, set_orders, withdraw_orders
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.scheduling.services import cancel, reschedule


def change_booking(
    booking: RoomBooking,
    facts: BookingFacts,
    *,
    is_partner: bool,
    by: Actor,
    version: int | None = None,
) -> bool:
    """Make a booking what `facts` say; return whether that was a change.

    `is_partner` is on whose terms. A partner who takes another time, or another room, of those that
    need our answer asks anew. Of a series it is an exception while it differs from the others.
    Raises what stands in the way: see `errors`.
    """
    if holds_already(booking, facts):
        return False
    with doing(booking, Act.CHANGE, by=by, version=version) as detail:
        detail["room"] = facts.room_id
        is_moved = moves(booking, facts)
        room = _checked(booking, facts, is_partner=is_partner, is_moved=is_moved)
        booking.is_exception = differs_from_series(booking, facts)
        rewrite(booking, facts, room, is_partner=is_partner, is_moved=is_moved, by=by)
        tell_of_change(booking)
        if is_moved and is_partner:
            ask_for_answer([booking])
    return True


def _checked(
    booking: RoomBooking, facts: BookingFacts, *, is_partner: bool, is_moved: bool
) -> Resource:
    """Return the room that a booking may have as `facts` say; raise what stands in the way."""
    house = read_house_at(
        facts.starts_at,
        facts.ends_at,
        is_partner=is_partner,
        equipment=facts.equipment,
        ignore_events=[booking.event_id],
    )
    room = require_fitting(facts, house)
    if facts.starts_at != booking.event.starts_at:
        require_ahead(facts.starts_at)
    owner = Booker(booking.booked_by, booking.organisation)
    if is_partner:
        period = (facts.starts_at, facts.ends_at)
        require_quota(owner, [period], ignore_events=[booking.event_id])
    if is_moved or equipment_of(booking) != Counter(facts.equipment):
        require_free(facts, house)
    return room


def cancel_booking(
    booking: RoomBooking, *, words: str = "", by: Actor, version: int | None = None
) -> None:
    """Give the room back, and tell who booked and whom something was ordered of."""
    with doing(booking, Act.CANCEL, by=by, version=version):
        method = withdrawal(booking)
        call_off(booking, BookingState.CANCELLED, words, by=by)
        tell_booker(booking, "cancelled", calendar_method=method)


def call_off(booking: RoomBooking, state: BookingState, words: str, *, by: Actor) -> None:
    """Give back what a booking holds, and put it into its last state."""
    cancel(booking.event, by=by)
    booking.state, booking.decision_words = state, words
    withdraw_orders(booking)


def rewrite(
    booking: RoomBooking,
    facts: BookingFacts,
    room: Resource,
    *,
    is_partner: bool,
    is_moved: bool,
    by: Actor,
) -> None:
    """Write what was checked into the booking, its event, its reservations and its orders."""
    needs_approval = room.room is not None and room.room.needs_approval
    booking.state = state_after(
        is_partner=is_partner,
        needs_approval=needs_approval,
        is_moved=is_moved,
        was=booking.state,
    )
    for name in KEPT:
        setattr(booking, name, getattr(facts, name))
    had_start = booking.event.starts_at
    if facts.starts_at != had_start:  # Who had come is to come again.
        booking.arrived_at = booking.arrived_count = None
    if (room, facts.starts_at) != (booking.room, had_start):
        booking.held_since = clock.now()
    booking.room = room
    owner = Booker(booking.booked_by, booking.organisation)
    try:
        reschedule(
            booking.event,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            uses=facts.uses(),
            status=event_status(booking.state),
            guests=[guest_of(booking.booked_by)],
            by=by,
            **event_words(facts, room, owner),
        )
    except ResourceTaken as error:
        raise taken(error) from error
    move = Move(is_moved=is_moved, had_start=had_start)
    set_orders(booking, facts.orders, move, is_partner=is_partner)


def tell_of_change(booking: RoomBooking) -> None:
    """Tell who booked what holds now, with the entry for their calendar."""
    if booking.state == BookingState.CONFIRMED:
        tell_booker(booking, "changed", calendar_method="REQUEST")
    else:
        tell_booker(booking, "requested", calendar_method="REQUEST", is_changed=True)


def moves(booking: RoomBooking, facts: BookingFacts) -> bool:
    """Tell whether facts give a booking another time or another room."""
    event = booking.event
    return (facts.room_id, facts.starts_at, facts.ends_at) != (
        booking.room_id,
        event.starts_at,
        event.ends_at,
    )


def holds_already(booking: RoomBooking, facts: BookingFacts) -> bool:
    """Tell whether a booking is what facts say: a form sent twice has been heard already."""
    db.session.refresh(booking)
    orders = orders_of(booking)
    return (
        not moves(booking, facts)
        and all(getattr(booking, name) == getattr(facts, name) for name in KEPT)
        and equipment_of(booking) == Counter(facts.equipment)
        and all(orders.get(kind, "") == words for kind, words in facts.orders.items())
        and booking.event.ends_at > clock.now()
        and booking.state in ("requested", "confirmed")
    )
