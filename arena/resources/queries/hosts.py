"""What the planner must know of the hosts, and how much each has to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, and_, func, select

from arena import clock, db
from arena.accounts.models import User
from arena.events.models import Event
from arena.resources.models import (
    ABSENCE,
    HostProfile,
    Reservation,
    Resource,
    ResourceKind,
    ResourceUnit,
)
from arena.resources.rules.hours import month_span, quarter_span


@dataclass(frozen=True, kw_only=True)
class HostFacts:
    """A host who can be planned with: `id` is the resource's, `user_id` the person's."""

    id: int
    user_id: int
    name: str
    languages: frozenset[str]
    topics: frozenset[str]
    site_ids: frozenset[int] = frozenset()
    max_per_day: int
    max_per_week: int | None = None

    def knows_sites(self, site_ids: Collection[int]) -> bool:
        """Tell whether they know all of these sites; who names none knows every one."""
        return not self.site_ids or self.site_ids.issuperset(site_ids)


@db.once_while_reading
def list_host_facts() -> Sequence[HostFacts]:
    """Return every host in use whose person may still sign in, in the order of their names."""
    db.session.flush()  # A connection, unlike the session, does not do so by itself.
    rows = db.session.connection().execute(_statement()).all()
    return [
        HostFacts(
            id=resource_id,
            user_id=user_id,
            name=name,
            languages=frozenset(languages),
            topics=frozenset(topics),
            site_ids=frozenset(site_ids),
            max_per_day=max_per_day,
            max_per_week=max_per_week,
        )
        for (
            resource_id,
            user_id,
            name,
            languages,
            topics,
            site_ids,
            max_per_day,
            max_per_week,
        ) in rows
    ]


@db.once_while_reading
def list_site_ids() -> frozenset[int]:
    """Return the ids of everything that is a site."""
    found = db.session.scalars(select(Resource.id).where(Resource.kind == ResourceKind.SITE))
    return frozenset(found)


@cache
def _statement() -> Select[int, int, str, list[str], list[str], list[int], int, int | None]:
    return (
        select(
            Resource.id,
            User.id,
            User.name,
            HostProfile.languages,
            HostProfile.topics,
            HostProfile.site_ids,
            HostProfile.max_per_day,
            HostProfile.max_per_week,
        )
        .join(HostProfile, HostProfile.resource_id == Resource.id)
        .join(User, User.id == HostProfile.user_id)
        .where(Resource.closed_at.is_(None), User.closed_at.is_(None))
        .order_by(User.name, Resource.id)
    )


def count_uses_in_month(
    resource_ids: Collection[int], month: date, *, ignore_event: int | None = None
) -> dict[int, int]:
    """Count the uses of each resource that begin in the local month of `month`.

    A host's absences are none. Resources without any are not in the answer.
    """
    return _count_uses(resource_ids, month_span(month, clock.zone()), ignore_event)


def count_uses_in_quarter(
    resource_ids: Collection[int],
    day: date,
    *,
    ignore_event: int | None = None,
    ignore_events: Collection[int] = (),
) -> dict[int, int]:
    """Count the same in the local quarter of `day`."""
    within = quarter_span(day, clock.zone())
    return _count_uses(resource_ids, within, ignore_event, ignore_events)


def _count_uses(
    resource_ids: Collection[int],
    within: tuple[datetime, datetime],
    ignore_event: int | None,
    ignore_events: Collection[int] = (),
) -> dict[int, int]:
    starts_at, ends_at = within
    query = (
        select(Reservation.resource_id, func.count(Reservation.event_id.distinct()))
        .select_from(ResourceUnit)
        .join(
            Reservation,
            and_(
                Reservation.resource_id == ResourceUnit.resource_id,
                Reservation.unit == ResourceUnit.number,
            ),
        )
        .join(Event, Event.id == Reservation.event_id)
        .where(
            Event.kind != ABSENCE,
            ResourceUnit.resource_id.in_(resource_ids),
            Reservation.released_at.is_(None),
            Reservation.starts_at >= starts_at,
            Reservation.starts_at < ends_at,
        )
        .group_by(Reservation.resource_id)
    )
    ignored = {*ignore_events, *([] if ignore_event is None else [ignore_event])}
    if ignored:
        query = query.where(Reservation.event_id.not_in(ignored))
    return dict(iter(db.session.execute(query)))
