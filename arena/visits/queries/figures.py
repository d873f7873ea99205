"""Figures: how many visits and people came, and how requests were answered. Nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, func, select

from arena import clock, db
from arena.audit.models import AuditEntry
from arena.events.models import Event, EventStatus
from arena.resources.rules.hours import day_span
from arena.visits.models import VISIT, OpenWalk, Visit, VisitState
from arena.visits.rules.counting import Fact, Outcome, days_between, middle
from arena.visits.rules.ladder import OPEN, TOOK_PLACE, Act

_S = VisitState
_OUTCOMES: Mapping[str, Outcome] = {
    **dict.fromkeys(TOOK_PLACE, Outcome.HELD),
    _S.CONFIRMED: Outcome.HELD,  # It is over, and its report is late.
    _S.CANCELLED: Outcome.CANCELLED,
    _S.CALLED_OFF: Outcome.CALLED_OFF,
    _S.NO_SHOW: Outcome.NO_SHOW,
}
_ANSWERS = (Act.CONFIRM, Act.PROPOSE, Act.ASK_FOR_MORE, Act.DECLINE)


@dataclass(frozen=True)
class Requests:
    """The requests of groups that were made in some days, and how they were answered."""

    total: int
    by_state: Mapping[str, int]
    by_reason: Mapping[str, int]  # Those that were declined.
    answered: int
    answer_days: float | None  # The median from the request to our first answer.


def count_coming_by_offer() -> dict[int, int]:
    """Count, by the number of the offer, the visits to come that are asked for or confirmed."""
    rows = db.session.execute(
        select(Visit.offer_id, func.count(Visit.id))
        .join(Visit.event)
        .where(Visit.state.in_(OPEN), Event.ends_at >= clock.now())
        .group_by(Visit.offer_id)
    )
    return {row[0]: row[1] for row in rows}


def list_facts(starts_on: date, ends_on: date) -> list[Fact]:
    """Return what is counted of the visits and walks of `[starts_on, ends_on)` that are over."""
    return [*_groups(starts_on, ends_on), *_walks(starts_on, ends_on)]


def get_requests(starts_on: date, ends_on: date) -> Requests:
    """Count the requests of groups that were made on the days of `[starts_on, ends_on)`.

    One whose address nobody confirmed waits from its first moment, as one that staff entered does.
    """
    answered_at = (
        select(func.min(AuditEntry.at))
        .where(
            AuditEntry.subject_type == Visit.__tablename__,
            AuditEntry.subject_id == Visit.id,
            AuditEntry.action.in_([f"visits.{act}" for act in _ANSWERS]),
        )
        .scalar_subquery()
    )
    asked_at = func.coalesce(Visit.email_confirmed_at, Visit.created_at)
    starts_at, ends_at = _moments(starts_on, ends_on)
    rows = db.session.execute(
        select(Visit.state, Visit.decline_reason, asked_at, answered_at)
        .join(Visit.event)
        .where(Event.kind == VISIT, Visit.created_at >= starts_at, Visit.created_at < ends_at)
    ).all()
    waits = [(asked, answered) for _state, _why, asked, answered in rows]
    answers = _answered_in(waits)
    return Requests(
        total=len(rows),
        by_state=Counter(state for state, *_rest in rows),
        by_reason=Counter(why for state, why, *_rest in rows if state == _S.DECLINED and why),
        answered=len(answers),
        answer_days=middle(answers),
    )


def find_first_day() -> date | None:
    """Find the day of the earliest visit there is."""
    first = db.session.scalar(select(func.min(Event.starts_at)).where(Event.id == Visit.event_id))
    return clock.date_of(first) if first else None


def _answered_in(waits: Iterable[tuple[datetime, datetime | None]]) -> list[float]:
    """Return how many days each answer took; what has none yet is left out."""
    return [days_between(asked, answered) for asked, answered in waits if answered is not None]


def _groups(starts_on: date, ends_on: date) -> list[Fact]:
    rows = db.session.execute(
        select(
            Event.starts_at,
            Visit.state,
            Visit.offer_id,
            Visit.actual_headcount,
            Visit.group_size,
            Visit.language,
            Visit.country,
            Visit.organisation_type,
            Visit.created_at,
        )
        .join(Visit.event)
        .where(Event.kind == VISIT, Visit.state.in_(_OUTCOMES), *_over(starts_on, ends_on))
    )
    return [_group(row) for row in rows]


def _group(row: Row[datetime, str, int, int | None, int, str, str, str, datetime]) -> Fact:
    return Fact(
        day=clock.date_of(row.starts_at),
        outcome=_OUTCOMES[row.state],
        is_walk=False,
        offer_id=row.offer_id,
        people=row.group_size if row.actual_headcount is None else row.actual_headcount,
        is_reported=row.actual_headcount is not None,
        language=row.language,
        country=row.country,
        organisation_type=row.organisation_type,
        lead_days=days_between(row.created_at, row.starts_at),
    )


def _walks(starts_on: date, ends_on: date) -> list[Fact]:
    """Return the walks that somebody came to; nobody counts one that nobody joined."""
    people = func.coalesce(OpenWalk.actual_headcount, OpenWalk.seats_taken)
    rows = db.session.execute(
        select(
            Event.starts_at,
            OpenWalk.offer_id,
            people,
            OpenWalk.actual_headcount,
            OpenWalk.language,
        )
        .join(OpenWalk.event)
        .where(Event.status != EventStatus.CANCELLED, people > 0, *_over(starts_on, ends_on))
    )
    return [
        Fact(
            day=clock.date_of(starts_at),
            outcome=Outcome.HELD,
            is_walk=True,
            offer_id=offer_id,
            people=came,
            is_reported=reported is not None,
            language=language,
        )
        for starts_at, offer_id, came, reported, language in rows
    ]


def _over(starts_on: date, ends_on: date) -> Sequence[ColumnElement[bool]]:
    """Return what holds of the events of some days that are over."""
    starts_at, ends_at = _moments(starts_on, ends_on)
    return (
        Event.starts_at >= starts_at,
        Event.starts_at < ends_at,
        Event.ends_at <= clock.now(),
    )


def _moments(starts_on: date, ends_on: date) -> tuple[datetime, datetime]:
    return day_span(starts_on, clock.zone())[0], day_span(ends_on, clock.zone())[0]
