"""What the planner must know of the hosts, and how much each has to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Select, func, select

from arena import clock, db
from arena.accounts.models import User
from arena.resources.models import HostProfile, Reservation, Resource
from arena.resources.rules.hours import month_span


@dataclass(frozen=True, kw_only=True)
class HostFacts:
    """A host who can be planned with: `id` is the resource's, `user_id` the person's."""

    id: int
    user_id: int
    name: str
    languages: frozenset[str]
    topics: frozenset[str]
    max_per_day: int


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
            max_per_day=max_per_day,
        )
        for resource_id, user_id, name, languages, topics, max_per_day in rows
    ]


@cache
def _statement() -> Select[int, int, str, list[str], list[str], int]:
    return (
        select(
            Resource.id,
            User.id,
            User.name,
            HostProfile.languages,
            HostProfile.topics,
            HostProfile.max_per_day,
        )
        .join(HostProfile, HostProfile.resource_id == Resource.id)
        .join(User, User.id == HostProfile.user_id)
        .where(Resource.closed_at.is_(None), User.closed_at.is_(None))
        .order_by(User.name, Resource.id)
    )


def count_uses_in_month(
    resource_ids: Collection[int], month: date, *, ignore_event: int | None = None
) -> dict[int, int]:
    """Count the reservations of each resource that begin in the local month of `month`.

    Resources without any are not in the answer.
    """
    starts_at, ends_at = month_span(month, clock.zone())
    query = (
        select(Reservation.resource_id, func.count())
        .where(
            Reservation.resource_id.in_(resource_ids),
            Reservation.released_at.is_(None),
            Reservation.starts_at >= starts_at,
            Reservation.starts_at < ends_at,
        )
        .group_by(Reservation.resource_id)
    )
    if ignore_event is not None:
        query = query.where(Reservation.event_id != ignore_event)
    return dict(iter(db.session.execute(query)))
