"""Finding visits: by reference, by the booker's link, by state and by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db, tokens
from arena.errors import NotFound
from arena.events.models import Event
from arena.visits.models import Visit
from arena.visits.rules.ladder import STAGES, Stage
from arena.visits.rules.references import find_reference


@dataclass(frozen=True)
class Requests:
    """One page of a list of visits, and how many there are in all."""

    visits: Sequence[Visit]
    total: int


def get_visit(reference: str) -> Visit:
    """Return a visit by its reference, typed in any case and with or without its dash."""
    found = find_reference(reference)
    visit = db.session.scalar(_whole().where(Visit.reference == found)) if found else None
    if visit is None:
        raise NotFound
    return visit


def find_by_token(token: str) -> Visit | None:
    """Return the visit that the booker's own link belongs to, if there is one."""
    return db.session.scalar(_whole().where(Visit.token_hash == tokens.digest(token)))


def list_requests(
    stage: Stage | None = None,
    *,
    search: str = "",
    handler_id: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Requests:
    """Return visits as staff look through them, those to be answered first at the top.

    What waits is in the order of its promised answer, what is confirmed in the order of its time,
    the rest with the latest change first. Each word of `search` must be in the reference, the name
    of the organisation or of the contact, or the address.
    """
    wanted = _filtered(stage, search, handler_id)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    ordered = (
        _whole()
        .where(Visit.id.in_(wanted))
        .order_by(*_order(stage), Visit.id)
        .limit(limit)
        .offset(offset)
    )
    return Requests(db.session.scalars(ordered).all(), total)


def count_by_stage() -> dict[Stage, int]:
    """Count the visits of each stage."""
    rows = db.session.execute(select(Visit.state, func.count()).group_by(Visit.state))
    counts = {row[0]: row[1] for row in rows}
    return {
        stage: sum(counts.get(state, 0) for state in states) for stage, states in STAGES.items()
    }


def _whole() -> Select[Visit]:
    return (
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event), joinedload(Visit.offer))
    )


def _filtered(stage: Stage | None, search: str, handler_id: int | None) -> Select[int]:
    query = select(Visit.id)
    if stage is not None:
        query = query.where(Visit.state.in_(STAGES[stage]))
    if handler_id is not None:
        query = query.where(Visit.handled_by_id == handler_id)
    reference = find_reference(search)
    if reference is not None:
        return query.where(Visit.reference == reference)
    for word in search.split()[:8]:
        query = query.where(_says(word))
    return query


def _says(word: str) -> ColumnElement[bool]:
    """Look for a word in the case it was typed in and the usual ones: SQLite folds ASCII only."""
    columns = (
        Visit.organisation_name,
        Visit.contact_name,
        Visit.contact_email,
        Visit.reference,
    )
    spellings = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(
        *(column.icontains(text, autoescape=True) for column in columns for text in spellings)
    )


def _order(stage: Stage | None) -> Sequence[Any]:
    if stage is Stage.WAITING:
        return (Visit.answer_by.is_(None), Visit.answer_by)
    if stage is Stage.WITH_BOOKER:
        return (Visit.hold_until.is_(None), Visit.hold_until, Visit.state_changed_at)
    if stage is Stage.CONFIRMED:
        return (Event.starts_at,)
    return (Visit.updated_at.desc(),)
