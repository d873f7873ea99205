"""Room bookings on the planning board: they move, stretch and change rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.meeting_place.models import BookingState, RoomBooking
from arena.resources.models import Resource, ResourceKind
from arena.resources.services.reserving import Use
from arena.scheduling.planning import Change, ChangedSince, NotPlannable, Planned
from arena.scheduling.services import reschedule

_S = BookingState
_ROOMS = frozenset({ResourceKind.ROOM})
_HOLDING = frozenset({_S.REQUESTED, _S.CONFIRMED})
STATES: Mapping[str, tuple[Any, str]] = {
    _S.REQUESTED: (_l("Waits for approval"), "waiting"),
    _S.CONFIRMED: (_l("Booked"), "good"),
    _S.DECLINED: (_l("Declined"), "bad"),
    _S.CANCELLED: (_l("Cancelled"), "bad"),
    _S.RELEASED: (_l("Released"), "quiet"),
}


class BookingPlanner:
    """Bookings of rooms."""

    letters: ClassVar[Mapping[str, Any]] = {}

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of room bookings."""
        rows = db.session.execute(
            select(
                RoomBooking.event_id,
                RoomBooking.version,
                RoomBooking.title,
                RoomBooking.head_count,
                RoomBooking.state,
                Event.ends_at,
            )
            .join(RoomBooking.event)
            .where(RoomBooking.event_id.in_(event_ids))
        )
        now = clock.now()
        described = {}
        for event_id, version, title, people, state, ends_at in rows:
            word, shape = STATES[state]
            may_change = state in _HOLDING and ends_at > now
            described[event_id] = Planned(
                version=version,
                title=title,
                people=people,
                state=word,
                shape=shape,
                may_move=may_change,
                may_stretch=may_change,
                exchanges=_ROOMS if may_change else frozenset(),
                at_once=True,
            )
        return described

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Give a booking another time or another room."""
        booking = db.session.scalars(
            select(RoomBooking)
            .where(RoomBooking.event_id == event.id)
            .with_for_update(of=RoomBooking)
            .execution_options(populate_existing=True)
        ).one()
        if booking.version != version:
            raise ChangedSince
        if booking.state not in _HOLDING:
            raise NotPlannable
        if change.is_exchange():
            booking.room_id = change.takes or booking.room_id
        use = Use(resource_id=booking.room_id, starts_at=change.starts_at, ends_at=change.ends_at)
        booking.version += 1
        booking.updated_at = clock.now()
        booking.is_exception = booking.series_id is not None or booking.is_exception
        reschedule(event, starts_at=change.starts_at, ends_at=change.ends_at, uses=[use], by=by)
        record(
            "meeting_place.move_booking",
            subject=booking,
            by=by,
            detail={"version": booking.version, "room": booking.room_id},
        )

    def list_concerns(self, event: Event, change: Change) -> list[str]:
        """Return why the room does not suit."""
        booking = db.session.scalars(
            select(RoomBooking).where(RoomBooking.event_id == event.id)
        ).one()
        room = db.session.get_one(Resource, booking.room_id)
        if room.capacity is None or room.capacity >= booking.head_count:
            return []
        return [
            _(
                "The room takes %(capacity)d people, and %(people)d are coming.",
                capacity=room.capacity,
                people=booking.head_count,
            )
        ]
