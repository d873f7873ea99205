"""Services that can be asked for, and what has been asked of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import may_plan
from arena.errors import NotFound
from arena.events.models import Event
from arena.meeting_place.models import (
    BookingState,
    OrderState,
    RoomBooking,
    ServiceDesk,
    ServiceKind,
    ServiceOrder,
)


def list_desks() -> Mapping[str, ServiceDesk]:
    """Return who sees to each service, by kind."""
    desks = db.session.scalars(select(ServiceDesk).options(joinedload(ServiceDesk.responsible)))
    return {desk.kind: desk for desk in desks}


def list_open_kinds() -> list[ServiceKind]:
    """Return the services that somebody sees to."""
    desks = list_desks()
    return [kind for kind in ServiceKind if kind in desks and is_staffed(desks[kind])]


def is_staffed(desk: ServiceDesk) -> bool:
    """Tell whether a desk has a person who still works here."""
    return desk.responsible is not None and desk.responsible.is_open


def get_order(order_id: int) -> ServiceOrder:
    """Return an order; raise `NotFound`."""
    order = db.session.get(ServiceOrder, order_id)
    if order is None:
        raise NotFound
    return order


def list_orders(person: User) -> Sequence[ServiceOrder]:
    """Return the orders to come that somebody may answer: the unanswered first, the next first."""
    is_answered = ServiceOrder.state != OrderState.ASKED
    return db.session.scalars(
        select(ServiceOrder)
        .join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(*_of(person), _is_ahead(), ServiceOrder.state != OrderState.CANCELLED)
        .options(
            contains_eager(ServiceOrder.booking).contains_eager(RoomBooking.event),
            contains_eager(ServiceOrder.booking).joinedload(RoomBooking.room),
            joinedload(ServiceOrder.responsible),
        )
        .order_by(is_answered, ServiceOrder.answer_by, ServiceOrder.id)
    ).all()


def count_asked(person: User) -> int:
    """Count the orders that wait for somebody’s own answer."""
    counted = select(func.count(ServiceOrder.id))
    asked = (
        counted.join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(
            ServiceOrder.responsible_id == person.id,
            ServiceOrder.state == OrderState.ASKED,
            _is_ahead(),
        )
    )
    return db.session.scalar(asked) or 0


def list_asked_of(person: User) -> Sequence[ServiceOrder]:
    """Return the orders to come that are somebody’s own to see to, the next first."""
    mine = (OrderState.ASKED, OrderState.ACCEPTED)
    return db.session.scalars(
        select(ServiceOrder)
        .join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(
            ServiceOrder.responsible_id == person.id,
            ServiceOrder.state.in_(mine),
            _is_ahead(),
        )
        .order_by(Event.starts_at, ServiceOrder.id)
    ).all()


def is_open(order: ServiceOrder) -> bool:
    """Tell whether an order may be answered now."""
    booking = order.booking
    return (
        order.state == OrderState.ASKED
        and booking.state == BookingState.CONFIRMED
        and booking.event.ends_at > clock.now()
    )


def is_late(order: ServiceOrder) -> bool:
    """Tell whether somebody is still to be reminded that an order has no answer."""
    is_due = order.is_told and order.reminded_at is None and order.answer_by <= clock.now()
    return is_due and is_open(order)


def list_late() -> Sequence[int]:
    """Return the ids of orders that somebody is to be reminded of, the first due first."""
    return db.session.scalars(
        select(ServiceOrder.id)
        .join(ServiceOrder.booking)
        .join(RoomBooking.event)
        .where(
            ServiceOrder.state == OrderState.ASKED,
            ServiceOrder.is_told,
            ServiceOrder.reminded_at.is_(None),
            ServiceOrder.answer_by <= clock.now(),
            _is_ahead(),
        )
        .order_by(ServiceOrder.answer_by, ServiceOrder.id)
    ).all()


def _of(person: User) -> list[ColumnElement[bool]]:
    return [] if may_plan(person) else [ServiceOrder.responsible_id == person.id]


def _is_ahead() -> ColumnElement[bool]:
    """Return the condition that what the order is for is agreed, and still to come."""
    return (RoomBooking.state == BookingState.CONFIRMED) & (Event.ends_at > clock.now())
