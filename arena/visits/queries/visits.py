"""Finding visits: by reference, by the booker's link, by what waits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import db, tokens
from arena.errors import NotFound
from arena.references import find_reference
from arena.visits.models import Visit, VisitState
from arena.visits.rules.ladder import STAGES, Stage


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


def list_unverified(numbers: Collection[int]) -> Sequence[Visit]:
    """Return those of the visits with these numbers whose address nobody has confirmed yet."""
    wanted = _whole().where(Visit.id.in_(numbers), Visit.state == VisitState.UNVERIFIED)
    return db.session.scalars(wanted.order_by(Visit.id)).all()


def list_requests(stage: Stage, *, limit: int, offset: int = 0) -> Requests:
    """Return the visits of a stage as its work is done, those to be answered first at the top.

    What waits is in the order of its promised answer, what is with the booker in that of its hold.
    The register looks through all visits, by more than their stage.
    """
    wanted = Visit.state.in_(STAGES[stage])
    total = db.session.scalar(select(func.count(Visit.id)).where(wanted)) or 0
    until = Visit.hold_until if stage is Stage.WITH_BOOKER else Visit.answer_by
    ordered = (
        _whole()
        .where(wanted)
        .order_by(until.is_(None), until, Visit.state_changed_at, Visit.id)
        .limit(limit)
        .offset(offset)
    )
    return Requests(db.session.scalars(ordered).all(), total)


def _whole() -> Select[Visit]:
    return (
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event), joinedload(Visit.offer))
    )
