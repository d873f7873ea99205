"""When hosts are away, and what an absence meets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.errors import NotFound
from arena.events.models import Event, EventStatus
from arena.hosting.models import Absence
from arena.resources.models import ABSENCE, HostProfile, Reservation, Resource
from arena.resources.rules.hours import day_span


def find_own_host(user: User) -> Resource | None:
    """Return the resource that is planned with when a person hosts, if they do."""
    return db.session.scalar(
        select(Resource)
        .join(Resource.host)
        .where(HostProfile.user_id == user.id)
        .options(joinedload(Resource.host).joinedload(HostProfile.user))
    )


def get_absence(host: Resource, absence_id: int) -> Absence:
    """Return an absence of this very host, or raise `NotFound`."""
    absence = db.session.scalar(
        select(Absence).where(Absence.id == absence_id, Absence.resource_id == host.id)
    )
    if absence is None:
        raise NotFound
    return absence


def find_absence(absence_id: int) -> Absence | None:
    """Return an absence, whoever's it is, or None where it was taken back."""
    return db.session.get(Absence, absence_id)


def list_absences(host: Resource) -> Sequence[Absence]:
    """Return what is under way and to come, in order of time."""
    return db.session.scalars(
        select(Absence)
        .where(Absence.resource_id == host.id, Absence.ends_at > clock.now())
        .order_by(Absence.starts_at, Absence.id)
    ).all()


def is_covered(
    host: Resource, starts_at: datetime, ends_at: datetime, *, ignore: Absence | None = None
) -> bool:
    """Tell whether one absence of the host covers the whole of `[starts_at, ends_at)`."""
    covering = select(Absence.id).where(
        Absence.resource_id == host.id, Absence.starts_at <= starts_at, Absence.ends_at >= ends_at
    )
    if ignore is not None:
        covering = covering.where(Absence.id != ignore.id)
    return db.session.scalar(covering.limit(1)) is not None


def list_met(host: Resource, starts_at: datetime, ends_at: datetime) -> Sequence[Event]:
    """Return what the host is to do within `[starts_at, ends_at)` and has not ended, in order."""
    held = select(Reservation.event_id).where(
        Reservation.resource_id == host.id, Reservation.released_at.is_(None)
    )
    return db.session.scalars(
        select(Event)
        .where(
            Event.id.in_(held),
            Event.kind != ABSENCE,
            Event.status != EventStatus.CANCELLED,
            Event.starts_at < ends_at,
            Event.ends_at > max(starts_at, clock.now()),
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def count_met(host: Resource, absences: Sequence[Absence]) -> dict[int, int]:
    """Return how much of what the host is to do each absence meets, by its number."""
    if not absences:
        return {}
    first = min(absence.starts_at for absence in absences)
    last = max(absence.ends_at for absence in absences)
    events = list_met(host, first, last)
    return {
        each.id: sum(e.starts_at < each.ends_at and e.ends_at > each.starts_at for e in events)
        for each in absences
    }


def list_away(starts_at: datetime, ends_at: datetime, host_ids: Sequence[int]) -> list[int]:
    """Return which of some hosts have told that they are away within `[starts_at, ends_at)`."""
    return list(
        db.session.scalars(
            select(Absence.resource_id)
            .where(
                Absence.resource_id.in_(host_ids),
                and_(Absence.starts_at < ends_at, Absence.ends_at > starts_at),
            )
            .distinct()
        )
    )


def list_out_of_step() -> Sequence[Absence]:
    """Return the absences in days whose closure ends at another time than they do."""
    absences = db.session.scalars(
        select(Absence)
        .join(Absence.closure)
        .where(Absence.ends_at > clock.now())
        .options(contains_eager(Absence.closure))
    )
    return [each for each in absences if each.ends_at != ends_with(each)]


def ends_with(absence: Absence) -> datetime:
    """Return when an absence in days ends by its closure; one in hours ends when it says."""
    closure = absence.closure
    if closure is None:
        return absence.ends_at
    return day_span(closure.ends_on, clock.zone())[0]


def list_partly_away() -> Sequence[Absence]:
    """Return the absences for a part of a day that have not ended."""
    return db.session.scalars(
        select(Absence)
        .where(Absence.event_id.is_not(None), Absence.ends_at > clock.now())
        .order_by(Absence.id)
    ).all()
