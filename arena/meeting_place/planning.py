"""Room bookings on the planning board: they move, stretch and change rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Event
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.rules.states import Act, may_do
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.facts import facts_of
from arena.meeting_place.words import STATES
from arena.resources.models import ResourceKind
from arena.scheduling.planning import Change, ChangedSince, Planned, Standing, Touched

_ROOMS = frozenset({ResourceKind.ROOM})
_TOLD_ALL = (
    _l("%(name)s, who booked, is told the new time and room."),
    _l("%(name)s, who sees to it, is told of the new time and room."),
)
# What who booked, and who sees to what was ordered, are told: by whether time and room are new.
_NEW = {
    (True, True): _TOLD_ALL,
    (False, False): _TOLD_ALL,
    (True, False): (
        _l("%(name)s, who booked, is told the new time."),
        _l("%(name)s, who sees to it, is told of the new time."),
    ),
    (False, True): (
        _l("%(name)s, who booked, is told the new room."),
        _l("%(name)s, who sees to it, is told of the new room."),
    ),
}

_bookings, _events = RoomBooking.__table__, Event.__table__
# As columns of tables, for there are hundreds.
_ASKED = (
    select(
        _bookings.c.event_id,
        _bookings.c.version,
        _bookings.c.title,
        _bookings.c.head_count,
        _bookings.c.state,
        _events.c.ends_at > bindparam("now", type_=db.UtcDateTime()),
    )
    .join(_events, _events.c.id == _bookings.c.event_id)
    .where(_bookings.c.event_id.in_(bindparam("event_ids", expanding=True)))
)


@cache
def _standing(state: str, is_to_come: bool) -> Standing:
    """Return a booking's state, and what may be done to it in that state."""
    word, shape = STATES[state]
    may_change = may_do(Act.CHANGE, state) and bool(is_to_come)
    return Standing(
        state=word,
        shape=shape,
        may_move=may_change,
        may_stretch=may_change,
        exchanges=_ROOMS if may_change else frozenset(),
        at_once=True,
    )


class BookingPlanner:
    """Bookings of rooms."""

    name: ClassVar[Any] = _l("Room booking")
    colour: ClassVar[str] = "r"

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return what each mail says of the time or the room that is new."""
        booked, sees_to_it = _NEW[touched.time, touched.place]
        return {
            "meeting_place/changed": booked,
            "meeting_place/requested": _l("%(name)s, who booked, is told what is now asked for."),
            "meeting_place/order_asked": _l("%(name)s is asked to see to it at the new time."),
            "meeting_place/order_changed": sees_to_it,
            "meeting_place/order_withdrawn": _l("%(name)s is told that it is not needed any more."),
        }

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of room bookings."""
        values = {"event_ids": list(event_ids), "now": clock.now()}
        rows = db.session.execute(_ASKED, values).all()
        return {
            event_id: Planned(version, title, _standing(state, is_to_come), people)
            for event_id, version, title, people, state, is_to_come in rows
        }

    def get_record(self, event: Event) -> RoomBooking:
        """Return the booking."""
        found = select(RoomBooking).where(RoomBooking.event_id == event.id)
        return db.session.scalars(found).one()

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Give a booking another time or another room; what else was asked for stays."""
        booking = self.get_record(event)
        facts = replace(
            facts_of(booking),
            room_id=change.takes or booking.room_id,
            starts_at=change.starts_at,
            ends_at=change.ends_at,
        )
        try:
            # On the house's terms: only those who plan change anything on the board.
            change_booking(booking, facts, is_partner=False, version=version, by=by)
        except ChangedMeanwhile as error:
            raise ChangedSince from error

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return nothing: what a room does not take, a booking is refused."""
        return []
