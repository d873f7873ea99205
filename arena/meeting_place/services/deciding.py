"""Answering partners' requests."""

from __future__ import annotations

from arena import clock
from arena.audit.models import Actor
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.rules.deadlines import lapses_at
from arena.meeting_place.rules.states import Act
from arena.meeting_place.services.acting import doing
from arena.meeting_place.services.changing import call_off
from arena.meeting_place.services.errors import NotDue
from arena.meeting_place.services.making import event_status
from arena.meeting_place.services.notices import tell_booker, withdrawal
from arena.meeting_place.services.ordering import tell_desks
from arena.resources.services import list_uses
from arena.scheduling.services import reschedule


def approve(
    booking: RoomBooking, *, words: str = "", by: Actor, version: int | None = None
) -> None:
    """Say yes: who asked gets the entry for the calendar, and desks learn of their orders."""
    with doing(booking, Act.APPROVE, by=by, version=version):
        confirm(booking, words, by=by)
        tell_booker(booking, "confirmed", calendar_method="REQUEST")


def confirm(booking: RoomBooking, words: str, *, by: Actor) -> None:
    """Make a request a booking; desks learn of their orders."""
    booking.state, booking.decision_words = BookingState.CONFIRMED, words
    booking.held_since = clock.now()
    event = booking.event
    reschedule(
        event,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        uses=list_uses(event),
        status=event_status(booking.state),
        by=by,
    )
    tell_desks(booking)


def decline(booking: RoomBooking, *, words: str, by: Actor, version: int | None = None) -> None:
    """Say no, with words: the room is given back at once."""
    with doing(booking, Act.DECLINE, by=by, version=version):
        method = withdrawal(booking)
        call_off(booking, BookingState.DECLINED, words, by=by)
        tell_booker(booking, "declined", calendar_method=method)


def lapse(booking: RoomBooking, *, by: Actor) -> None:
    """Let go of a request that nobody has answered in time: who asked is told, and the room free.

    Raises `NotNow` when it has an answer, and `NotDue` when one may still come.
    """
    with doing(booking, Act.LAPSE, by=by):
        event, now = booking.event, clock.now()
        if now < lapses_at(event.starts_at, event.ends_at, booking.held_since):
            raise NotDue
        method = withdrawal(booking)
        call_off(booking, BookingState.DECLINED, "", by=by)
        booking.lapsed_at = now
        tell_booker(booking, "lapsed", calendar_method=method)
