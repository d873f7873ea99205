"""All that takes place over a period, with host, place and standing, for the staff's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.events.queries import hosted_by
from arena.resources.models import ABSENCE, Reservation
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, OpenWalk, Visit
from arena.visits.rules.ladder import STAGES, Stage


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which entries are shown: of a host (a user), at a place (a resource), of an offer."""

    host_id: int | None = None
    place_id: int | None = None
    offer_id: int | None = None


@dataclass(frozen=True)
class CalendarItem:
    """An event, and the visit or walk that it is, where it is one."""

    event: Event
    visit: Visit | None
    walk: OpenWalk | None

    @property
    def day(self) -> date:
        """The local day on which it begins."""
        return clock.date_of(self.event.starts_at)

    @property
    def people(self) -> int | None:
        """How many come."""
        if self.visit is not None:
            return self.visit.group_size
        return self.walk.seats_taken if self.walk is not None else None


def list_calendar(starts_on: date, ends_on: date, wanted: Wanted) -> list[CalendarItem]:
    """Return what begins on the local days `[starts_on, ends_on)` and is not called off, in order.

    A request that was declined or taken back holds nothing any more, and is left out as well.
    """
    zone = clock.zone()
    query = (
        select(Event)
        .where(
            Event.kind != ABSENCE,
            Event.starts_at >= day_span(starts_on, zone)[0],
            Event.starts_at < day_span(ends_on, zone)[0],
            Event.status != EventStatus.CANCELLED,
        )
        .options(selectinload(Event.attendees))
        .order_by(Event.starts_at, Event.id)
    )
    if wanted.host_id is not None:
        query = query.where(hosted_by(wanted.host_id))
    if wanted.place_id is not None:
        query = query.where(Event.id.in_(_held_at(wanted.place_id)))
    if wanted.offer_id is not None:
        of_visits = select(Visit.event_id).where(Visit.offer_id == wanted.offer_id)
        of_walks = select(OpenWalk.event_id).where(OpenWalk.offer_id == wanted.offer_id)
        query = query.where(or_(Event.id.in_(of_visits), Event.id.in_(of_walks)))
    return _with_owners(db.session.scalars(query).all())


def _held_at(place_id: int) -> Select[int]:
    return select(Reservation.event_id).where(
        Reservation.resource_id == place_id, Reservation.released_at.is_(None)
    )


def _with_owners(events: Sequence[Event]) -> list[CalendarItem]:
    ids = [event.id for event in events]
    groups = [event.id for event in events if event.kind == VISIT]
    visits = {
        visit.event_id: visit
        for visit in db.session.scalars(
            select(Visit).where(Visit.event_id.in_(groups)).options(joinedload(Visit.offer))
        )
    }
    walks = {
        walk.event_id: walk
        for walk in db.session.scalars(
            select(OpenWalk).where(OpenWalk.event_id.in_(ids)).options(joinedload(OpenWalk.offer))
        )
    }
    items = [CalendarItem(event, visits.get(event.id), walks.get(event.id)) for event in events]
    ended = STAGES[Stage.ENDED]
    return [item for item in items if item.visit is None or item.visit.state not in ended]
