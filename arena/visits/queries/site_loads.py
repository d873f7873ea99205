"""How many groups each site receives: people live and work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.resources.models import Reservation, Resource, ResourceKind
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, WALK


@dataclass(frozen=True)
class SiteLoad:
    """The groups that a site has had, and how many a quarter it should have at most, if a limit."""

    site: Resource
    groups: int
    limit: int | None


def list_site_loads(starts_on: date, ends_on: date) -> list[SiteLoad]:
    """Return every site, with the groups whose confirmed visits began in `[starts_on, ends_on)`.

    In the order of their names.
    """
    zone = clock.zone()
    counted = (
        select(Reservation.resource_id, func.count(Reservation.event_id.distinct()))
        .join(Event, Event.id == Reservation.event_id)
        .where(
            Reservation.released_at.is_(None),
            Event.kind.in_((VISIT, WALK)),
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at >= day_span(starts_on, zone)[0],
            Event.starts_at < day_span(ends_on, zone)[0],
            Event.ends_at <= clock.now(),
        )
        .group_by(Reservation.resource_id)
    )
    groups: dict[int, int] = dict(iter(db.session.execute(counted)))
    sites = db.session.scalars(
        select(Resource)
        .where(Resource.kind == ResourceKind.SITE)
        .order_by(Resource.name_sv, Resource.id)
    )
    return [SiteLoad(site, groups.get(site.id, 0), site.quarter_limit) for site in sites]
