"""How every act on a booking goes: lock, look, change, and leave a line in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import lock_calendar
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.rules.states import Act, may_do
from arena.meeting_place.services.errors import ChangedMeanwhile, IsOver, NotNow
from arena.meeting_place.words import STATES


@contextmanager
def doing(
    booking: RoomBooking, act: Act, *, by: Actor, version: int | None = None
) -> Iterator[dict[str, Any]]:
    """Do `act` to a booking in the block, which raises its version; gives the line's detail.

    The calendar is locked before the booking: in this order everywhere, so that no two acts wait
    for each other.

    Raises `ChangedMeanwhile` when the booking is no longer the one of `version`, `NotNow` when its
    state does not allow the act, and `IsOver` once it has ended.
    """
    db.session.flush()
    lock_calendar()
    db.session.refresh(booking, with_for_update={"of": RoomBooking})
    if version is not None and version != booking.version:
        raise ChangedMeanwhile
    if not may_do(act, booking.state):
        raise NotNow(STATES[booking.state][0])
    if booking.event.ends_at <= clock.now() and act is not Act.LAPSE:
        raise IsOver
    was = booking.state
    booking.version += 1
    booking.updated_at = clock.now()
    detail: dict[str, Any] = {}
    yield detail
    db.session.flush()
    said = {"from": was, "to": booking.state, "version": booking.version, **detail}
    record(f"meeting_place.{act}", subject=booking, by=by, detail=said)
