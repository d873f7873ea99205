"""People come to a room, and say how many they are; or nobody does, and it is given back."""

from __future__ import annotations

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.arriving import release_of
from arena.meeting_place.rules.arriving import opens_at
from arena.meeting_place.rules.states import Act, may_do
from arena.meeting_place.services.acting import doing
from arena.meeting_place.services.changing import call_off
from arena.meeting_place.services.errors import HasCome, IsOver, NotNow, TooEarly
from arena.meeting_place.services.notices import tell_booker
from arena.meeting_place.words import STATES


def check_in(booking: RoomBooking, *, count: int | None = None, by: Actor) -> None:
    """Note that people have come, and how many if that is said; it may be said again, and later.

    Whoever comes after the time for coming has run out keeps the room, unless it has been given
    back. What has ended takes a count only. Raises `TooEarly`, `NotNow`, and `IsOver` where there
    is nothing to note any more.
    """
    db.session.flush()
    db.session.refresh(booking, with_for_update={"of": RoomBooking})
    now, event = clock.now(), booking.event
    if not may_do(Act.CHECK_IN, booking.state):
        raise NotNow(STATES[booking.state][0])
    if now < opens_at(event.starts_at):
        raise TooEarly(opens_at(event.starts_at))
    is_new = booking.arrived_at is None and now < event.ends_at
    if not is_new and count is None:
        if booking.arrived_at is None:
            raise IsOver
        return  # A double click.
    if is_new:
        booking.arrived_at = now
    if count is not None:
        booking.arrived_count = count
    booking.version += 1
    booking.updated_at = now
    db.session.flush()
    act = Act.CHECK_IN if is_new else Act.COUNT
    detail = {"count": booking.arrived_count, "version": booking.version}
    record(f"meeting_place.{act}", subject=booking, by=by, detail=detail)


def release_unused(booking: RoomBooking, *, by: Actor) -> None:
    """Give a room back that nobody came to in time; who booked is told.

    Raises `HasCome` when somebody has, or may still; `NotNow` when it was done already.
    """
    with doing(booking, Act.RELEASE, by=by):
        due = release_of(booking)
        if booking.arrived_at is not None or due is None or clock.now() < due:
            raise HasCome
        call_off(booking, BookingState.RELEASED, "", by=by)
        tell_booker(booking, "released", calendar_method="CANCEL")
