"""The register of delegations: looking through them by stage, words, type, month, coordinator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.accounts.models import User
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.rules.ladder import OPEN, STAGES, Stage
from arena.directory.models import Organisation
from arena.references import find_reference

EXPORTED_AT_MOST = 10_000
_AT_A_TIME = 50
_MOST_WORDS = 8
SORTS: Mapping[str, Any] = {
    "name": func.lower(Delegation.name),
    "days": Delegation.starts_on,
    "size": Delegation.size,
    "asked": Delegation.created_at,
    "changed": Delegation.updated_at,
}
_USUAL_SORT = {
    Stage.NEW: "asked",
    Stage.VETTING: "asked",
    Stage.PLANNING: "days",
    Stage.RELEASED: "days",
    Stage.DONE: "-days",
    Stage.ENDED: "-changed",
    None: "-days",
}


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What is looked for; what is None or empty does not matter.

    `by_contact`: words may be in the contact's name or address too, for those who may read them.
    `countries` are the codes of those whose names hold the words, by each word.
    """

    stage: Stage | None = None
    words: str = ""
    type: str | None = None
    month: date | None = None
    coordinator_id: int | None = None
    by_contact: bool = True
    countries: Mapping[str, Sequence[str]] | None = None


def usual_sort(stage: Stage | None) -> str:
    """Return the order in which a stage is worked through; “-” before it for downwards."""
    return _USUAL_SORT[stage]


def list_matching(
    criteria: Criteria, *, sort: str, limit: int, offset: int = 0
) -> tuple[Sequence[Delegation], int]:
    """Return one page of delegations, and how many there are in all.

    `sort` is a key of `SORTS`, with “-” before it for downwards; for another it is the usual one.
    """
    matching = _matching(criteria)
    total = db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    page = _whole(criteria, sort).limit(limit).offset(offset)
    return db.session.scalars(page).all(), total


def stream_matching(criteria: Criteria, *, sort: str) -> Iterator[Delegation]:
    """Go through all matching delegations, for a file; at most `EXPORTED_AT_MOST`."""
    query = _whole(criteria, sort).limit(EXPORTED_AT_MOST)
    yield from db.session.scalars(query.execution_options(yield_per=_AT_A_TIME))


def count_by_stage(criteria: Criteria) -> dict[Stage, int]:
    """Count the delegations of each stage that match all but the stage."""
    others = _matching(replace(criteria, stage=None)).subquery()
    rows = db.session.execute(
        select(Delegation.state, func.count())
        .where(Delegation.id.in_(select(others.c.id)))
        .group_by(Delegation.state)
    )
    counts: dict[str, int] = dict(rows.all())
    return {
        stage: sum(counts.get(state, 0) for state in states) for stage, states in STAGES.items()
    }


@db.once_while_reading
def count_new() -> int:
    """Count the enquiries that nobody has looked at, for the rail."""
    is_new = Delegation.state == DelegationState.ENQUIRY
    return db.session.scalar(select(func.count()).where(is_new)) or 0


def list_months() -> list[date]:
    """Return the first day of each month in which a delegation begins, the latest first."""
    days = db.session.scalars(select(Delegation.starts_on).distinct())
    return sorted({day.replace(day=1) for day in days}, reverse=True)


def list_coordinators() -> Sequence[User]:
    """Return everybody who coordinates a delegation, by name."""
    coordinating = select(Delegation.coordinator_id)
    query = select(User).where(User.id.in_(coordinating)).order_by(func.lower(User.name), User.id)
    return db.session.scalars(query).all()


def list_of_organisation(organisation: Organisation, *, limit: int) -> Sequence[Delegation]:
    """Return the delegations that are linked to an organisation, the latest first."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.organisation_id == organisation.id)
        .order_by(Delegation.starts_on.desc(), Delegation.id.desc())
        .limit(limit)
    ).all()


def list_coordinated(user_id: int) -> Sequence[Delegation]:
    """Return what somebody coordinates and what is not over, by their days."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.coordinator_id == user_id, Delegation.state.in_(OPEN))
        .order_by(Delegation.starts_on, Delegation.id)
    ).all()


def _matching(criteria: Criteria) -> Select[int]:
    query = select(Delegation.id)
    if criteria.stage is not None:
        query = query.where(Delegation.state.in_(STAGES[criteria.stage]))
    if criteria.type is not None:
        query = query.where(Delegation.type == criteria.type)
    if criteria.month is not None:
        following = (criteria.month + timedelta(days=31)).replace(day=1)
        query = query.where(Delegation.starts_on < following, Delegation.ends_on >= criteria.month)
    if criteria.coordinator_id is not None:
        query = query.where(Delegation.coordinator_id == criteria.coordinator_id)
    reference = find_own_reference(criteria.words)
    if reference is not None:
        return query.where(Delegation.reference == reference)
    for word in criteria.words.split()[:_MOST_WORDS]:
        countries = (criteria.countries or {}).get(word, ())
        query = query.where(_says(word, countries, by_contact=criteria.by_contact))
    return query


def find_own_reference(text: str) -> str | None:
    """Return the reference that somebody typed with spaces, small letters or without dashes."""
    plain = "".join(text.split()).upper()
    found = find_reference(plain.removeprefix("D-").removeprefix("D"))
    return f"D-{found}" if found and plain.startswith("D") else None


def _says(word: str, countries: Sequence[str], *, by_contact: bool) -> ColumnElement[bool]:
    """Look for a word in the case it was typed in and the usual ones: SQLite folds ASCII only."""
    columns: list[Any] = [
        Delegation.name,
        Delegation.organisation_name,
        Delegation.reference,
        Delegation.on_behalf_of,
    ]
    if by_contact:
        columns += [Delegation.contact_name, Delegation.contact_email]
    spellings = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(
        Delegation.country.in_(countries),
        *(column.icontains(text, autoescape=True) for column in columns for text in spellings),
    )


def _whole(criteria: Criteria, sort: str) -> Select[Delegation]:
    key = sort if sort.removeprefix("-") in SORTS else usual_sort(criteria.stage)
    column = SORTS[key.removeprefix("-")]
    return (
        select(Delegation)
        .options(joinedload(Delegation.coordinator))
        .where(Delegation.id.in_(_matching(criteria)))
        .order_by(column.desc() if key.startswith("-") else column, Delegation.id)
    )
