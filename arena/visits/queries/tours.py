"""Tours: what hosts lead, a group's visit or an open walk, by the event that both have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.errors import NotFound
from arena.events.models import Event
from arena.visits.models import Offer, OpenWalk, Visit, VisitState
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import WAITING

ASKABLE = WAITING | {VisitState.OFFERED, VisitState.CONFIRMED}


@dataclass(frozen=True)
class Tour:
    """What a host leads: a group's visit, or an open walk."""

    event: Event
    visit: Visit | None
    walk: OpenWalk | None

    @property
    def record(self) -> Visit | OpenWalk:
        """The visit or the walk itself."""
        found = self.visit or self.walk
        if found is None:
            raise ValueError(f"Event {self.event.id} is no tour.")
        return found

    @property
    def offer(self) -> Offer:
        """What is shown."""
        return self.record.offer

    @property
    def language(self) -> str:
        """The language in which it is led."""
        return self.record.language

    @property
    def people(self) -> int:
        """How many its hosts must be enough for: a walk's seats, taken or not."""
        if self.visit is not None:
            return self.visit.group_size
        return self.walk.seats if self.walk is not None else 0

    @property
    def needed(self) -> int:
        """How many hosts it needs."""
        return hosts_needed(self.people, self.offer.group_per_host)

    @property
    def is_settled(self) -> bool:
        """Whether it takes place: its hosts have been told."""
        if self.visit is not None:
            return self.visit.state == VisitState.CONFIRMED
        return not self.event.is_cancelled

    @property
    def may_have_hosts(self) -> bool:
        """Whether hosts may be asked to lead it: it is to come, and may take place."""
        is_alive = self.is_settled or (self.visit is not None and self.visit.state in ASKABLE)
        return is_alive and self.event.starts_at > clock.now()


def get_tour(event: Event) -> Tour:
    """Return what an event of a visit or a walk is; raise `NotFound` for any other."""
    found = list_tours([event])
    if not found:
        raise NotFound
    return found[0]


def list_tours(events: Sequence[Event]) -> list[Tour]:
    """Return events of visits and walks with what they are; other events are left out."""
    ids = [event.id for event in events]
    if not ids:
        return []
    walks = {
        walk.event_id: walk
        for walk in db.session.scalars(
            select(OpenWalk).where(OpenWalk.event_id.in_(ids)).options(joinedload(OpenWalk.offer))
        )
    }
    visits = {
        visit.event_id: visit
        for visit in db.session.scalars(
            select(Visit)
            .where(Visit.event_id.in_(ids), Visit.event_id.not_in(walks))
            .options(joinedload(Visit.offer))
        )
    }
    return [
        Tour(event, visits.get(event.id), walks.get(event.id))
        for event in events
        if event.id in visits or event.id in walks
    ]
