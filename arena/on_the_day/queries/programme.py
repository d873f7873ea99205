"""What takes place today, in the words that anybody who passes may read: no names of people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.meeting_place.models import ROOM_BOOKING, BookingState, RoomBooking
from arena.meeting_place.queries.arriving import release_of
from arena.meetings.models import Meeting
from arena.networks.models import Network
from arena.on_the_day.rules import Door, Held, door_at
from arena.resources.models import Reservation, Resource
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, WALK, OpenWalk, Visit


@dataclass(frozen=True)
class Shown:
    """One event as screens show it; without a title it is only “Booked”."""

    event: Event
    title_sv: str = ""
    title_en: str = ""
    party: str = ""  # The organisation, where it may be told.
    room: Resource | None = None  # Where the event has a room rather than a meeting point.
    release_at: datetime | None = None  # The room is given back then, unless somebody checks in.
    part: Resource | None = None  # Which part of the room whose door it is, if only that.

    @property
    def is_confirmed(self) -> bool:
        """Whether it takes place: until then nothing is said of what it is."""
        return self.event.status == EventStatus.CONFIRMED


def read_door(room: Resource) -> Door[Shown]:
    """Return what the door of a room says now, of today, and of the parts that it divides into."""
    parts = {part.id: part for part in room.parts}
    starts_at, ends_at = day_span(clock.today(), clock.zone())
    rows = db.session.scalars(
        select(Reservation)
        .join(Reservation.event)
        .options(joinedload(Reservation.event))
        .where(
            Reservation.resource_id.in_([room.id, *parts]),
            Reservation.released_at.is_(None),
            Reservation.starts_at < ends_at,
            Reservation.ends_at > starts_at,
            Event.status != EventStatus.CANCELLED,
        )
        .order_by(Reservation.starts_at, Reservation.id)
    ).all()
    shown = shown_of([row.event for row in rows])
    own = {row.event_id for row in rows if row.resource_id == room.id}
    whole = [_held(row, shown[row.event_id]) for row in rows if row.resource_id == room.id]
    in_parts = [
        _held(row, replace(shown[row.event_id], part=parts[row.resource_id]))
        for row in rows
        if row.event_id not in own
    ]
    return door_at(clock.now(), whole, in_parts)


def _held(row: Reservation, shown: Shown) -> Held[Shown]:
    return Held(row.use_starts_at, row.use_ends_at, row.starts_at, row.ends_at, shown)


def list_foyer() -> list[Shown]:
    """Return what takes place today and has not ended, in its order.

    Of networks that nobody outside knows of, nothing.
    """
    ends_at = day_span(clock.today(), clock.zone())[1]
    events = db.session.scalars(
        select(Event)
        .where(
            or_(Event.kind.in_((VISIT, WALK, ROOM_BOOKING)), Event.id.in_(_openly_known())),
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at < ends_at,
            Event.ends_at > clock.now(),
        )
        .order_by(Event.starts_at, Event.id)
    ).all()
    shown = shown_of(events)
    return [shown[event.id] for event in events]


def shown_of(events: Collection[Event]) -> Mapping[int, Shown]:
    """Return what may be told of events, by their ids; of what is not settled yet, nothing."""
    ids = [event.id for event in events if event.status == EventStatus.CONFIRMED]
    told = {event.id: Shown(event) for event in events}
    told.update({shown.event.id: shown for shown in _bookings(ids)})
    told.update({shown.event.id: shown for shown in _walks(ids)})
    told.update({shown.event.id: shown for shown in _visits(ids)})
    told.update({shown.event.id: shown for shown in _meetings(ids)})
    return told


def _bookings(event_ids: Sequence[int]) -> list[Shown]:
    """Return room bookings; what they are stands there only where the booking says so."""
    rows = db.session.scalars(
        select(RoomBooking)
        .where(RoomBooking.event_id.in_(event_ids))
        .options(
            joinedload(RoomBooking.event),
            joinedload(RoomBooking.room).joinedload(Resource.room),
            joinedload(RoomBooking.organisation),
        )
    ).all()
    shown = []
    for row in rows:
        title = row.title if row.is_title_shown else ""
        party = row.organisation.name if row.is_title_shown and row.organisation else ""
        shown.append(Shown(row.event, title, title, party, row.room, _release_at(row)))
    return shown


def _release_at(booking: RoomBooking) -> datetime | None:
    if booking.state != BookingState.CONFIRMED or booking.arrived_at is not None:
        return None
    return release_of(booking)


def _visits(event_ids: Sequence[int]) -> list[Shown]:
    """Return visits; the group's name only as staff keep it in the directory, never as typed."""
    rows = db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .where(Visit.event_id.in_(event_ids), Event.kind == VISIT)
        .options(joinedload(Visit.event), joinedload(Visit.offer), joinedload(Visit.organisation))
    ).all()
    return [
        Shown(
            row.event,
            row.offer.title_sv,
            row.offer.title_en,
            row.organisation.name if row.organisation else "",
        )
        for row in rows
    ]


def _walks(event_ids: Sequence[int]) -> list[Shown]:
    rows = db.session.scalars(
        select(OpenWalk)
        .where(OpenWalk.event_id.in_(event_ids))
        .options(joinedload(OpenWalk.event), joinedload(OpenWalk.offer))
    ).all()
    return [Shown(row.event, row.offer.title_sv, row.offer.title_en) for row in rows]


def _meetings(event_ids: Sequence[int]) -> list[Shown]:
    """Return meetings of networks that everybody may know of; of others a door says “Booked”."""
    rows = db.session.scalars(
        select(Meeting)
        .where(Meeting.event_id.in_(event_ids), Meeting.event_id.in_(_openly_known()))
        .options(
            joinedload(Meeting.event),
            joinedload(Meeting.network),
            joinedload(Meeting.room).joinedload(Resource.room),
        )
    ).all()
    return [Shown(row.event, row.event.title_sv, row.event.title_en, room=row.room) for row in rows]


def _openly_known() -> Select[int]:
    """Return the events of meetings of networks that everybody may know of."""
    parent = aliased(Network)
    return (
        select(Meeting.event_id)
        .join(Meeting.network)
        .outerjoin(parent, parent.id == Network.parent_id)
        .where(Network.is_public, or_(parent.id.is_(None), parent.is_public))
    )
