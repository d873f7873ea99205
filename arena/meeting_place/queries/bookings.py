"""Bookings as people look them up: one, one's own, an organisation's, and those that wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from arena import clock, db
from arena.accounts.models import User
from arena.errors import NotFound
from arena.events.models import Event
from arena.meeting_place.models import BookingSeries, BookingState, OrderState, RoomBooking
from arena.meeting_place.rules.deadlines import lapses_at
from arena.meeting_place.rules.states import HOLDING
from arena.resources.models import Reservation, Resource, ResourceKind

MOST_AHEAD = 100


def get_booking(booking_id: int) -> RoomBooking:
    """Return a booking; raise `NotFound`."""
    booking = db.session.scalar(_whole().where(RoomBooking.id == booking_id))
    if booking is None:
        raise NotFound
    return booking


def list_ahead(
    *,
    of: User | None = None,
    organisation_ids: Collection[int] | None = None,
    limit: int = MOST_AHEAD,
) -> Sequence[RoomBooking]:
    """Return bookings that hold a room and have not ended, the next first."""
    query = _whole().where(RoomBooking.state.in_(HOLDING), Event.ends_at > clock.now())
    query = _whose(query, of, organisation_ids)
    return db.session.scalars(query.order_by(Event.starts_at, RoomBooking.id).limit(limit)).all()


def list_earlier(
    *, of: User | None = None, organisation_ids: Collection[int] | None = None, limit: int = 20
) -> Sequence[RoomBooking]:
    """Return bookings whose time has passed, whatever became of them, the latest first."""
    query = _whole().where(Event.ends_at <= clock.now())
    query = _whose(query, of, organisation_ids)
    return db.session.scalars(query.order_by(Event.starts_at.desc()).limit(limit)).all()


def list_off(
    *, of: User | None = None, organisation_ids: Collection[int] | None = None, limit: int = 20
) -> Sequence[RoomBooking]:
    """Return what is still to come and does not take place, the next first."""
    query = _whole().where(RoomBooking.state.not_in(HOLDING), Event.ends_at > clock.now())
    query = _whose(query, of, organisation_ids)
    return db.session.scalars(query.order_by(Event.starts_at, RoomBooking.id).limit(limit)).all()


def list_requested() -> Sequence[RoomBooking]:
    """Return what waits for our answer, the next to take place first."""
    query = _whole().where(*_waits())
    return db.session.scalars(query.order_by(Event.starts_at, RoomBooking.id)).all()


def list_lapsed() -> Sequence[int]:
    """Return the ids of requests that nobody has answered in time, the first to begin first."""
    now = clock.now()
    rows = db.session.execute(
        select(RoomBooking.id, Event.starts_at, Event.ends_at, RoomBooking.held_since)
        .join(RoomBooking.event)
        .where(RoomBooking.state == BookingState.REQUESTED, Event.starts_at <= now)
        .order_by(Event.starts_at, RoomBooking.id)
    ).all()
    return [row[0] for row in rows if lapses_at(row[1], row[2], row[3]) <= now]


def count_requested() -> int:
    """Count what waits for our answer."""
    waiting = select(func.count(RoomBooking.id)).join(RoomBooking.event).where(*_waits())
    return db.session.scalar(waiting) or 0


def equipment_of(booking: RoomBooking) -> Counter[int]:
    """Return how many sets of each piece of equipment a booking holds, by id."""
    rows = db.session.execute(
        select(Reservation.resource_id, func.count())
        .join(Resource, Resource.id == Reservation.resource_id)
        .where(
            Reservation.event_id == booking.event_id,
            Reservation.released_at.is_(None),
            Resource.kind == ResourceKind.EQUIPMENT,
        )
        .group_by(Reservation.resource_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def orders_of(booking: RoomBooking) -> dict[str, str]:
    """Return what is ordered for a booking, in words, by the kind of service."""
    return {
        order.kind: order.words for order in booking.orders if order.state != OrderState.CANCELLED
    }


def list_series_ahead(series: BookingSeries) -> Sequence[RoomBooking]:
    """Return the occurrences of a series that hold a room and have not begun, in their order."""
    return db.session.scalars(
        _whole()
        .where(
            RoomBooking.series_id == series.id,
            RoomBooking.state.in_(HOLDING),
            Event.starts_at > clock.now(),
        )
        .order_by(RoomBooking.occurs_on)
    ).all()


def map_bookings(event_ids: Collection[int]) -> Mapping[int, int]:
    """Return the ids of bookings by those of their events."""
    rows = db.session.execute(
        select(RoomBooking.event_id, RoomBooking.id).where(RoomBooking.event_id.in_(event_ids))
    )
    return {row[0]: row[1] for row in rows}


def _whose(
    query: Select[RoomBooking], of: User | None, organisation_ids: Collection[int] | None
) -> Select[RoomBooking]:
    if of is not None:
        query = query.where(RoomBooking.booked_by_id == of.id)
    if organisation_ids is not None:
        query = query.where(RoomBooking.organisation_id.in_(organisation_ids))
    return query


def _waits() -> tuple[ColumnElement[bool], ...]:
    return (RoomBooking.state == BookingState.REQUESTED, Event.ends_at > clock.now())


def _whole() -> Select[RoomBooking]:
    return (
        select(RoomBooking)
        .join(RoomBooking.event)
        .options(
            contains_eager(RoomBooking.event),
            joinedload(RoomBooking.room).joinedload(Resource.host),
            joinedload(RoomBooking.booked_by),
            joinedload(RoomBooking.organisation),
            joinedload(RoomBooking.series),
            selectinload(RoomBooking.orders),
        )
    )
