"""What is to be done: holds that have ended, answers that are late, visits nobody has reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db
from arena.events.models import Event, EventStatus
from arena.events.queries import hosted_by
from arena.visits.models import WALK, OpenWalk, Visit, VisitState
from arena.visits.rules.ladder import HELD, PROMISED

Found = TypeVar("Found", Visit, OpenWalk)


@dataclass(frozen=True)
class Late:
    """What is late: requests past their promised answer, visits and walks past without a report."""

    answers: Sequence[Visit]
    reports: Sequence[Visit]
    walks: Sequence[OpenWalk]

    def __bool__(self) -> bool:
        return bool(self.answers or self.reports or self.walks)


def list_expired_holds(now: datetime) -> Sequence[int]:
    """Return the numbers of the visits whose hold has ended, the longest ended first."""
    return db.session.scalars(
        select(Visit.id)
        .where(Visit.state.in_(HELD), Visit.hold_until <= now)
        .order_by(Visit.hold_until)
    ).all()


def list_late(now: datetime) -> Late:
    """Return what is late."""
    answers = (
        _visits()
        .where(Visit.state.in_(PROMISED), Visit.answer_by < now)
        .order_by(Visit.answer_by, Visit.id)
    )
    return Late(
        db.session.scalars(answers).all(),
        list_unreported(now),
        list_unreported_walks(now),
    )


def list_unreported(now: datetime, host_id: int | None = None) -> Sequence[Visit]:
    """Return the confirmed visits that are over; only those of one host (a user), when given."""
    query = (
        _visits()
        .where(
            Visit.state == VisitState.CONFIRMED,
            Event.ends_at < now,
            Event.kind != WALK,
        )
        .order_by(Event.starts_at, Visit.id)
    )
    return db.session.scalars(_hosted(query, host_id)).all()


def list_unreported_walks(now: datetime, host_id: int | None = None) -> Sequence[OpenWalk]:
    """Return the walks that are over and that nobody has reported."""
    query = (
        select(OpenWalk)
        .join(OpenWalk.event)
        .options(
            contains_eager(OpenWalk.event).selectinload(Event.attendees), joinedload(OpenWalk.offer)
        )
        .where(
            OpenWalk.reported_at.is_(None),
            Event.ends_at < now,
            Event.status != EventStatus.CANCELLED,
        )
        .order_by(Event.starts_at)
    )
    return db.session.scalars(_hosted(query, host_id)).all()


def _visits() -> Select[Visit]:
    return (
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event).selectinload(Event.attendees), joinedload(Visit.offer))
    )


def _hosted(query: Select[Found], host_id: int | None) -> Select[Found]:
    if host_id is None:
        return query
    return query.where(hosted_by(host_id))
