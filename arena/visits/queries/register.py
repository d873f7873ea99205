"""The register of visits: looking through them by stage, words, offer, month and host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from arena import clock, db
from arena.accounts.models import User
from arena.events.models import HOST, Attendee, Event
from arena.events.queries import hosted_by
from arena.references import find_reference
from arena.resources.models import HostProfile
from arena.resources.rules.hours import month_span
from arena.visits.models import Visit
from arena.visits.rules.ladder import STAGES, Stage

EXPORTED_AT_MOST = 10_000
_AT_A_TIME = 50
SORTS: Mapping[str, Any] = {
    "time": Event.starts_at,
    "organisation": func.lower(Visit.organisation_name),
    "group": Visit.group_size,
    "answer": Visit.answer_by,
    "changed": Visit.updated_at,
}
_USUAL_SORT = {
    Stage.WAITING: "answer",
    Stage.WITH_BOOKER: "time",
    Stage.CONFIRMED: "time",
    Stage.DONE: "-time",
    Stage.ENDED: "-changed",
    None: "-changed",
}


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What is looked for; what is None or empty does not matter. `host_id` is a user's.

    `by_contact`: words may be in the booker's name or address too, for those who may read them.
    """

    stage: Stage | None = None
    words: str = ""
    offer_id: int | None = None
    month: date | None = None
    host_id: int | None = None
    by_contact: bool = True


def usual_sort(stage: Stage | None) -> str:
    """Return the order in which a stage is worked through; “-” before it for downwards."""
    return _USUAL_SORT[stage]


def list_visits(
    criteria: Criteria, *, sort: str, limit: int, offset: int = 0
) -> tuple[Sequence[Visit], int]:
    """Return one page of visits, and how many there are in all.

    `sort` is a key of `SORTS`, with “-” before it for downwards; for another it is the usual one.
    """
    matching = _matching(criteria)
    total = db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    page = (
        _whole(matching)
        .order_by(*_order(sort, criteria.stage), Visit.id)
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(page).all(), total


def stream_visits(criteria: Criteria, *, sort: str) -> Iterator[Visit]:
    """Go through all matching visits, for a file; at most `EXPORTED_AT_MOST`."""
    query = (
        _with_offer(_matching(criteria))
        .order_by(*_order(sort, criteria.stage), Visit.id)
        .limit(EXPORTED_AT_MOST)
        .execution_options(yield_per=_AT_A_TIME)
    )
    yield from db.session.scalars(query)


def count_by_stage(criteria: Criteria) -> dict[Stage, int]:
    """Count the visits of each stage that match all but the stage."""
    others = _matching(Criteria(**{**criteria.__dict__, "stage": None})).subquery()
    rows = db.session.execute(
        select(Visit.state, func.count())
        .where(Visit.id.in_(select(others.c.id)))
        .group_by(Visit.state)
    )
    counts: dict[str, int] = dict(rows.all())
    return {
        stage: sum(counts.get(state, 0) for state in states) for stage, states in STAGES.items()
    }


@db.once_while_reading
def count_to_answer() -> int:
    """Count the requests that wait for staff, for the rail."""
    waiting = Visit.state.in_(STAGES[Stage.WAITING])
    return db.session.scalar(select(func.count()).where(waiting)) or 0


def list_of_organisation(organisation_id: int, *, limit: int) -> Sequence[Visit]:
    """Return the visits that are linked to an organisation, the latest first."""
    linked = select(Visit.id).where(Visit.organisation_id == organisation_id)
    query = _whole(linked).order_by(Event.starts_at.desc(), Visit.id).limit(limit)
    return db.session.scalars(query).all()


def list_months() -> list[date]:
    """Return the first day of each month that has a visit, the latest first."""
    ends = (func.min(Event.starts_at), func.max(Event.starts_at))
    first, last = (
        db.session.scalar(select(end).join(Visit, Visit.event_id == Event.id)) for end in ends
    )
    if first is None or last is None:
        return []
    month = clock.date_of(last).replace(day=1)
    earliest = clock.date_of(first).replace(day=1)
    months = []
    while month >= earliest:
        months.append(month)
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return months


def list_hosts_of_visits() -> Sequence[User]:
    """Return everybody who can be planned with, or hosts a visit or did, by name."""
    hosting = select(Attendee.user_id).where(Attendee.role == HOST)
    planned = select(HostProfile.user_id)
    query = select(User).where(or_(User.id.in_(hosting), User.id.in_(planned)))
    return db.session.scalars(query.order_by(User.name)).all()


def _matching(criteria: Criteria) -> Select[int]:
    query = select(Visit.id).join(Visit.event)
    if criteria.stage is not None:
        query = query.where(Visit.state.in_(STAGES[criteria.stage]))
    if criteria.offer_id is not None:
        query = query.where(Visit.offer_id == criteria.offer_id)
    if criteria.month is not None:
        starts_at, ends_at = month_span(criteria.month, clock.zone())
        query = query.where(Event.starts_at >= starts_at, Event.starts_at < ends_at)
    if criteria.host_id is not None:
        query = query.where(hosted_by(criteria.host_id))
    reference = find_reference(criteria.words)
    if reference is not None:
        return query.where(Visit.reference == reference)
    for word in criteria.words.split()[:8]:
        query = query.where(_says(word, by_contact=criteria.by_contact))
    return query


def _says(word: str, *, by_contact: bool) -> ColumnElement[bool]:
    """Look for a word in the case it was typed in and the usual ones: SQLite folds ASCII only."""
    columns: list[Any] = [Visit.organisation_name, Visit.reference]
    if by_contact:
        columns += [Visit.contact_name, Visit.contact_email]
    spellings = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(
        *(column.icontains(text, autoescape=True) for column in columns for text in spellings)
    )


def _whole(matching: Select[int]) -> Select[Visit]:
    attendees = contains_eager(Visit.event).options(selectinload(Event.attendees))
    return _with_offer(matching).options(attendees)


def _with_offer(matching: Select[int]) -> Select[Visit]:
    return (
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event), joinedload(Visit.offer))
        .where(Visit.id.in_(matching))
    )


def _order(sort: str, stage: Stage | None) -> tuple[ColumnElement[Any], ...]:
    key = sort if sort.removeprefix("-") in SORTS else usual_sort(stage)
    column = SORTS[key.removeprefix("-")]
    return (column.is_(None), column.desc() if key.startswith("-") else column)
