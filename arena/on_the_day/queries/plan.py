"""Plan B: all that one needs to run a day without a network, read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import QueryableAttribute, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from arena import clock, db
from arena.accounts.models import User
from arena.delegations.models import PROGRAMME_ITEM, Delegation, ProgrammeItem
from arena.events.models import Attendee, Event, EventStatus
from arena.events.queries import hosted_by
from arena.meeting_place.models import ROOM_BOOKING, RoomBooking, ServiceOrder
from arena.meetings.models import MEETING, Meeting
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, WALK, Offer, OfferStop, OpenWalk, Visit
from arena.visits.rules.ladder import OPEN

DAYS = 2
PLACES = (ResourceKind.ROOM, ResourceKind.SITE)


@dataclass(frozen=True)
class Item:
    """One thing that takes place; of the last ones one is set."""

    event: Event
    places: Sequence[Resource] = ()
    visit: Visit | None = None
    walk: OpenWalk | None = None
    joined: Sequence[Visit] = ()  # Who has seats on the walk.
    booking: RoomBooking | None = None
    stop: ProgrammeItem | None = None  # A part of a delegation's programme.
    meeting: Meeting | None = None  # Of a network.

    @property
    def offer(self) -> Offer | None:
        """What is shown, where it is a tour."""
        tour = self.visit or self.walk
        return tour.offer if tour else None


@dataclass
class PlannedDay:
    """One local day and what takes place on it, in order of time."""

    day: date
    items: list[Item] = field(default_factory=list)


def read_plan(starts_on: date, host: User | None = None) -> list[PlannedDay]:
    """Return what takes place on a day and the next; over midnight it stands on both.

    With `host`, only what that person leads.
    """
    days = [PlannedDay(starts_on + timedelta(days=number)) for number in range(DAYS)]
    events = _events(starts_on, hosted_by(host.id) if host else true())
    ids = [event.id for event in events]
    places, visits, walks, bookings = _places(ids), _visits(ids), _walks(ids), _bookings(ids)
    stops, meetings = _stops(ids), _meetings(ids)
    joined = _joined(list(walks))
    for event in events:
        item = Item(
            event,
            places.get(event.id, ()),
            visit=visits.get(event.id),
            walk=walks.get(event.id),
            joined=joined.get(event.id, ()),
            booking=bookings.get(event.id),
            stop=stops.get(event.id),
            meeting=meetings.get(event.id),
        )
        for day in days:
            starts_at, ends_at = day_span(day.day, clock.zone())
            if event.starts_at < ends_at and event.ends_at > starts_at:
                day.items.append(item)
    return days


def has_plan(starts_on: date) -> bool:
    """Tell whether anything takes place on a day or the next."""
    return bool(db.session.scalar(select(exists().where(*_within(starts_on)))))


def _within(starts_on: date) -> tuple[ColumnElement[bool], ...]:
    starts_at = day_span(starts_on, clock.zone())[0]
    ends_at = day_span(starts_on + timedelta(days=DAYS - 1), clock.zone())[1]
    return (
        or_(
            and_(
                Event.kind.in_((VISIT, WALK, ROOM_BOOKING, MEETING)),
                Event.status == EventStatus.CONFIRMED,
            ),
            # A programme may be changed until the last moment, and is confirmed when released.
            and_(Event.kind == PROGRAMME_ITEM, Event.status != EventStatus.CANCELLED),
        ),
        Event.starts_at < ends_at,
        Event.ends_at > starts_at,
    )


def _events(starts_on: date, wanted: ColumnElement[bool]) -> Sequence[Event]:
    return db.session.scalars(
        select(Event)
        .where(*_within(starts_on), wanted)
        .options(selectinload(Event.attendees).joinedload(Attendee.user))
        .order_by(Event.starts_at, Event.id)
    ).all()


def _places(event_ids: Sequence[int]) -> Mapping[int, list[Resource]]:
    """Return the rooms and sites of events in the order of their use, without the parts of one."""
    rows = db.session.execute(
        select(Reservation.event_id, Resource)
        .join(Resource, Resource.id == Reservation.resource_id)
        .where(
            Reservation.event_id.in_(event_ids),
            Reservation.released_at.is_(None),
            Reservation.whole_id.is_(None),
            Resource.kind.in_(PLACES),
        )
        .order_by(Reservation.starts_at, Reservation.id)
    )
    places: dict[int, list[Resource]] = defaultdict(list)
    for event_id, resource in rows:
        if resource not in places[event_id]:
            places[event_id].append(resource)
    return places


def _visits(event_ids: Sequence[int]) -> Mapping[int, Visit]:
    rows = db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .where(Visit.event_id.in_(event_ids), Event.kind == VISIT)
        .options(_programme_of(Visit.offer))
    )
    return {row.event_id: row for row in rows}


def _walks(event_ids: Sequence[int]) -> Mapping[int, OpenWalk]:
    rows = db.session.scalars(
        select(OpenWalk)
        .where(OpenWalk.event_id.in_(event_ids))
        .options(_programme_of(OpenWalk.offer))
    )
    return {row.event_id: row for row in rows}


def _joined(event_ids: Sequence[int]) -> Mapping[int, list[Visit]]:
    """Return who has seats on walks, in the order in which they joined."""
    joined: dict[int, list[Visit]] = defaultdict(list)
    for row in db.session.scalars(
        select(Visit).where(Visit.event_id.in_(event_ids), Visit.state.in_(OPEN)).order_by(Visit.id)
    ):
        joined[row.event_id].append(row)
    return joined


def _bookings(event_ids: Sequence[int]) -> Mapping[int, RoomBooking]:
    rows = db.session.scalars(
        select(RoomBooking)
        .where(RoomBooking.event_id.in_(event_ids))
        .options(
            joinedload(RoomBooking.room),
            joinedload(RoomBooking.booked_by),
            joinedload(RoomBooking.organisation),
            selectinload(RoomBooking.orders).joinedload(ServiceOrder.responsible),
        )
    )
    return {row.event_id: row for row in rows}


def _stops(event_ids: Sequence[int]) -> Mapping[int, ProgrammeItem]:
    rows = db.session.scalars(
        select(ProgrammeItem)
        .where(ProgrammeItem.event_id.in_(event_ids))
        .options(joinedload(ProgrammeItem.delegation).joinedload(Delegation.coordinator))
    )
    return {row.event_id: row for row in rows}


def _meetings(event_ids: Sequence[int]) -> Mapping[int, Meeting]:
    rows = db.session.scalars(
        select(Meeting)
        .where(Meeting.event_id.in_(event_ids))
        .options(joinedload(Meeting.network), joinedload(Meeting.organiser))
    )
    return {row.event_id: row for row in rows}


def _programme_of(offer: QueryableAttribute[Offer]) -> ExecutableOption:
    return joinedload(offer).selectinload(Offer.stops).joinedload(OfferStop.resource)
