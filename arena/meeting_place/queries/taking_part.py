"""Who used the rooms: for the directory's histories, and those that ask since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, false, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.directory.models import Organisation, Person
from arena.events.models import Event
from arena.meeting_place.models import BookingState, RoomBooking


def list_bookings_of(subject: Organisation | Person) -> Sequence[RoomBooking]:
    """Return the bookings for an organisation, or those that a person made, the latest first."""
    if isinstance(subject, Organisation):
        theirs = RoomBooking.organisation_id == subject.id
    else:
        theirs = RoomBooking.booked_by_id == subject.user_id if subject.user_id else false()
    return db.session.scalars(
        select(RoomBooking)
        .join(RoomBooking.event)
        .options(contains_eager(RoomBooking.event), joinedload(RoomBooking.room))
        .where(theirs)
        .order_by(Event.starts_at.desc(), RoomBooking.id)
    ).all()


def organisations_since(day: date) -> Select[Any]:
    """Return the numbers of the organisations that used a room since a day."""
    return _took_place(select(RoomBooking.organisation_id), day).where(
        RoomBooking.organisation_id.is_not(None)
    )


def people_since(day: date) -> Select[Any]:
    """Return the numbers of the people who booked a room that was used since a day."""
    booked = select(Person.id).join(RoomBooking, RoomBooking.booked_by_id == Person.user_id)
    return _took_place(booked, day)


def _took_place(query: Select[Any], day: date) -> Select[Any]:
    return query.join(RoomBooking.event).where(
        RoomBooking.state == BookingState.CONFIRMED,
        Event.starts_at >= _start_of(day),
        Event.starts_at <= clock.now(),
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.zone())
