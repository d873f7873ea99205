"""Room bookings on the planning board: they move, stretch and change rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.audit.models import Actor
from arena.directory.models import Organisation
from arena.events.models import Event
from arena.meeting_place.models import OrderState, RoomBooking
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.rules.states import Act, may_do
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.words import STATES
from arena.resources.models import ResourceKind
from arena.scheduling.planning import Change, ChangedSince, Planned

_ROOMS = frozenset({ResourceKind.ROOM})
# On whose terms a booking is changed: only those who plan change anything on the board.
_STAFF = Booker(User(role=Role.COORDINATOR))


class BookingPlanner:
    """Bookings of rooms."""

    letters: ClassVar[Mapping[str, Any]] = {
        "meeting_place/changed": _l("%(name)s, who booked, is told the new time and room."),
        "meeting_place/requested": _l("%(name)s, who booked, is told what is now asked for."),
        "meeting_place/order_asked": _l("%(name)s is asked to see to it at the new time."),
        "meeting_place/order_withdrawn": _l("%(name)s is told that it is not needed any more."),
    }

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of room bookings."""
        now = clock.now()
        rows = db.session.execute(
            select(
                RoomBooking.event_id,
                RoomBooking.version,
                RoomBooking.title,
                RoomBooking.head_count,
                RoomBooking.state,
                Event.ends_at > now,
                Organisation.name,
            )
            .join(RoomBooking.event)
            .outerjoin(RoomBooking.organisation)
            .where(RoomBooking.event_id.in_(event_ids))
        )
        described = {}
        for event_id, version, title, people, state, is_to_come, party in rows:
            word, shape = STATES[state]
            may_change = may_do(Act.CHANGE, state) and is_to_come
            described[event_id] = Planned(
                version=version,
                title=title,
                people=people,
                party=party or "",
                state=word,
                shape=shape,
                may_move=may_change,
                may_stretch=may_change,
                exchanges=_ROOMS if may_change else frozenset(),
                at_once=True,
            )
        return described

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Give a booking another time or another room; what else was asked for stays."""
        booking = db.session.scalars(
            select(RoomBooking).where(RoomBooking.event_id == event.id)
        ).one()
        facts = BookingFacts(
            room_id=change.takes or booking.room_id,
            starts_at=change.starts_at,
            ends_at=change.ends_at,
            title=booking.title,
            head_count=booking.head_count,
            layout=booking.layout,
            wishes=booking.wishes,
            equipment=equipment_of(booking),
            orders={
                order.kind: order.words
                for order in booking.orders
                if order.state != OrderState.CANCELLED
            },
        )
        try:
            change_booking(booking, facts, _STAFF, version=version, by=by)
        except ChangedMeanwhile as error:
            raise ChangedSince from error

    def list_concerns(self, event: Event, change: Change) -> list[str]:
        """Return nothing: what a room does not take, a booking is refused."""
        return []
