"""Reads of needs: one, the showcase, the register of staff, and those of one's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.accounts.models import User
from arena.directory.models import Organisation, Person
from arena.errors import NotFound
from arena.needs.models import (
    Audience,
    Need,
    NeedChange,
    NeedNetwork,
    NeedOutcome,
    NeedPublisher,
    NeedQuestion,
    NeedState,
    QuestionState,
)
from arena.needs.queries.members import NOBODY, Standing
from arena.needs.rules.ladder import SHOWN, STAGES, Stage

_SEARCHED = ("title", "problem", "effect", "limits")


@dataclass(frozen=True)
class Criteria:
    """What is looked for in the showcase, or in the register."""

    words: str = ""
    topic: str | None = None
    stage: Stage | None = None
    state: str | None = None


def find_need(reference: str) -> Need | None:
    """Return the need of an address, whoever may see it."""
    return db.session.scalar(
        select(Need)
        .where(Need.reference == reference)
        .options(joinedload(Need.organisation), joinedload(Need.owner), joinedload(Need.keeper))
    )


def get_need(reference: str) -> Need:
    """Return the need of an address; raise `NotFound`. Who may see it is asked of the policy."""
    need = find_need(reference)
    if need is None:
        raise NotFound
    return need


def get_need_by_number(need_id: int) -> Need:
    """Return a need by its number; raise `NotFound`."""
    need = db.session.get(Need, need_id)
    if need is None:
        raise NotFound
    return need


def is_seen_by(standing: Standing, *, is_staff: bool) -> ColumnElement[bool]:
    """Return the condition that somebody may see a need as one of its readers."""
    shown = Need.state.in_(SHOWN)
    if is_staff:
        return shown
    circles = select(NeedNetwork.need_id).where(NeedNetwork.network_id.in_(standing.network_ids))
    return shown & or_(
        Need.audience == Audience.PUBLIC,
        Need.organisation_id.in_(standing.organisation_ids),
        Need.id.in_(circles),
    )


def list_shown(
    criteria: Criteria,
    standing: Standing = NOBODY,
    *,
    is_staff: bool = False,
    limit: int,
    offset: int = 0,
) -> tuple[Sequence[Need], int]:
    """Return one page of the published needs that somebody may see, and how many there are.

    What is open stands first, by the day on which it closes; then the latest.
    """
    query = _matching(select(Need).where(is_seen_by(standing, is_staff=is_staff)), criteria)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    is_open = Need.state == NeedState.PUBLISHED
    page = (
        query.options(joinedload(Need.organisation))
        .order_by(
            is_open.desc(),
            func.coalesce(cast(Need.interest_until, String), "9999"),
            Need.published_at.desc(),
            Need.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(page).all(), total


def count_stages(
    criteria: Criteria, standing: Standing = NOBODY, *, is_staff: bool = False
) -> dict[Stage, int]:
    """Return how many of the needs that somebody may see are at each stage."""
    wanted = Criteria(criteria.words, criteria.topic)
    query = _matching(
        select(Need.state, func.count(Need.id)).where(is_seen_by(standing, is_staff=is_staff)),
        wanted,
    )
    counts: dict[str, int] = dict(iter(db.session.execute(query.group_by(Need.state))))
    return {
        stage: sum(counts.get(state, 0) for state in states) for stage, states in STAGES.items()
    }


def list_answered(need: Need) -> Sequence[NeedQuestion]:
    """Return the questions that are public with their answers, the latest first."""
    return db.session.scalars(
        select(NeedQuestion)
        .where(NeedQuestion.need_id == need.id, NeedQuestion.state == QuestionState.ANSWERED)
        .order_by(NeedQuestion.answered_at.desc(), NeedQuestion.id.desc())
    ).all()


def list_asked(need: Need) -> Sequence[NeedQuestion]:
    """Return the questions that have reached a need's owner, those without an answer first."""
    return db.session.scalars(
        select(NeedQuestion)
        .where(NeedQuestion.need_id == need.id, NeedQuestion.state != QuestionState.UNCONFIRMED)
        .order_by(NeedQuestion.state != QuestionState.ASKED, NeedQuestion.asked_at.desc())
    ).all()


def get_question(need: Need, question_id: int) -> NeedQuestion:
    """Return a question that has reached the owner; raise `NotFound` for another need's."""
    found = next((each for each in list_asked(need) if each.id == question_id), None)
    if found is None:
        raise NotFound
    return found


def list_changes(need: Need) -> Sequence[NeedChange]:
    """Return what was changed after a need was published, the latest first."""
    return db.session.scalars(
        select(NeedChange).where(NeedChange.need_id == need.id).order_by(NeedChange.number.desc())
    ).all()


def list_outcomes(need: Need, *, all_of_them: bool = False) -> Sequence[NeedOutcome]:
    """Return what came of a need, the latest first: what all may read, or all that was said."""
    query = select(NeedOutcome).where(NeedOutcome.need_id == need.id)
    if not all_of_them:
        query = query.where(NeedOutcome.published_at.is_not(None))
    return db.session.scalars(
        query.order_by(NeedOutcome.recorded_at.desc(), NeedOutcome.id.desc())
    ).all()


def get_outcome(need: Need, outcome_id: int) -> NeedOutcome:
    """Return one result of a need; raise `NotFound` for another need's."""
    found = next(
        (each for each in list_outcomes(need, all_of_them=True) if each.id == outcome_id), None
    )
    if found is None:
        raise NotFound
    return found


def list_led_by(user: User, standing: Standing) -> Sequence[Need]:
    """Return the needs that somebody began, owns or keeps, the latest first."""
    owns = (Need.owner_id == standing.person_id) & Need.organisation_id.in_(
        standing.organisation_ids
    )
    began = (Need.created_by_id == user.id) & Need.state.in_(("draft", "proposed"))
    return db.session.scalars(
        select(Need)
        .where(or_(owns if standing.person_id else Need.id < 0, began, Need.keeper_id == user.id))
        .options(joinedload(Need.organisation))
        .order_by(Need.updated_at.desc(), Need.id.desc())
    ).all()


def list_proposed() -> Sequence[Need]:
    """Return the needs that wait for the arena's yes, the longest first."""
    return db.session.scalars(
        select(Need)
        .where(Need.state == NeedState.PROPOSED)
        .options(joinedload(Need.organisation))
        .order_by(Need.proposed_at, Need.id)
    ).all()


def count_unanswered(needs: Collection[Need]) -> dict[int, int]:
    """Return how many questions wait for an answer, by the numbers of some needs."""
    rows = db.session.execute(
        select(NeedQuestion.need_id, func.count(NeedQuestion.id))
        .where(
            NeedQuestion.need_id.in_([each.id for each in needs]),
            NeedQuestion.state == QuestionState.ASKED,
        )
        .group_by(NeedQuestion.need_id)
    )
    return dict(iter(rows))


def list_of_organisation(organisation: Organisation, *, limit: int) -> Sequence[Need]:
    """Return the published needs of an organisation, the latest first."""
    return db.session.scalars(
        select(Need)
        .where(Need.organisation_id == organisation.id, Need.state.in_(SHOWN))
        .order_by(Need.published_at.desc(), Need.id.desc())
        .limit(limit)
    ).all()


def list_owned_by(person: Person) -> Sequence[Need]:
    """Return the published needs that a person owns, the latest first."""
    return db.session.scalars(
        select(Need)
        .where(Need.owner_id == person.id, Need.state.in_(SHOWN))
        .order_by(Need.published_at.desc(), Need.id.desc())
    ).all()


def list_publishers() -> Sequence[NeedPublisher]:
    """Return the organisations that publish needs by themselves, by name."""
    return db.session.scalars(
        select(NeedPublisher)
        .join(NeedPublisher.organisation)
        .options(joinedload(NeedPublisher.organisation))
        .order_by(Organisation.name)
    ).all()


def publishes_by_itself(organisation_id: int) -> bool:
    """Tell whether an organisation publishes needs without the arena's yes."""
    return db.session.get(NeedPublisher, organisation_id) is not None


def _matching(query: Any, criteria: Criteria) -> Any:
    for word in criteria.words.split()[:8]:
        query = query.where(_says(word))
    if criteria.topic:
        query = query.where(cast(Need.topics, String).contains(f'"{criteria.topic}"'))
    if criteria.stage is not None:
        query = query.where(Need.state.in_(STAGES[criteria.stage]))
    if criteria.state:
        query = query.where(Need.state == criteria.state)
    return query


def _says(word: str) -> ColumnElement[bool]:
    """Return the condition that a word stands in a need's texts, in either language."""
    columns = [
        getattr(Need, f"{name}_{language}") for name in _SEARCHED for language in ("sv", "en")
    ]
    spellings = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    owners = select(Organisation.id).where(
        or_(*(Organisation.name.icontains(said, autoescape=True) for said in spellings))
    )
    return or_(
        Need.reference == word.upper(),
        Need.organisation_id.in_(owners),
        *(column.icontains(said, autoescape=True) for column in columns for said in spellings),
    )
