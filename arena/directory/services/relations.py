"""How organisations hang together: adding, ending and taking away relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import (
    HIERARCHIES,
    Organisation,
    OrganisationRelation,
    RelationKind,
)
from arena.directory.rules import Step, leads_back
from arena.errors import Conflict, Invalid


class OwnParent(Invalid):
    """The relation would make an organisation its own parent."""

    def __init__(self) -> None:
        super().__init__(
            _l("That would make an organisation its own parent, directly or by way of others."),
            "other",
        )


class RelationKnown(Conflict):
    """The two are related so already, in the same time."""

    def __init__(self) -> None:
        super().__init__(_l("This relation is known already for that time."))


@dataclass(frozen=True)
class RelationFacts:
    """One relation, read from the subject to the object, through its last day."""

    kind: RelationKind
    starts_on: date | None = None
    last_day: date | None = None
    note: str = ""

    @property
    def ends_on(self) -> date | None:
        """The day after the last."""
        return self.last_day + timedelta(days=1) if self.last_day else None


def relate(
    subject: Organisation, object_: Organisation, facts: RelationFacts, *, by: Actor
) -> OrganisationRelation:
    """Say what one organisation is to another.

    Raise `Invalid` for days in the wrong order, `OwnParent`, or `RelationKnown`.
    """
    if facts.kind is RelationKind.WORKS_WITH and subject.id > object_.id:
        subject, object_ = object_, subject  # It reads the same from both ends.
    _require_order(facts.starts_on, facts.ends_on)
    step = Step(object_.id, facts.starts_on, facts.ends_on)
    if subject.id == object_.id:
        raise OwnParent
    if facts.kind in HIERARCHIES and leads_back(
        subject.id, step, lambda number: _steps_up(facts.kind, number)
    ):
        raise OwnParent
    _require_new(subject.id, facts, step)
    relation = OrganisationRelation(
        kind=facts.kind,
        subject_id=subject.id,
        object_id=object_.id,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        note=facts.note,
        created_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(relation)
    except IntegrityError as error:  # Somebody closed the ring at the same time.
        raise OwnParent from error
    record("directory.relate", subject=relation, by=by, detail=_said(relation))
    return relation


def end_relation(relation: OrganisationRelation, *, last_day: date, by: Actor) -> None:
    """Let a relation end after its last day; raise `Invalid` for one before its first."""
    _require_order(relation.starts_on, last_day + timedelta(days=1))
    try:
        with db.session.begin_nested():
            relation.ends_on = last_day + timedelta(days=1)
    except IntegrityError as error:  # A later day than before may close a ring.
        raise OwnParent from error
    detail = {**_said(relation), "last_day": last_day.isoformat()}
    record("directory.end_relation", subject=relation, by=by, detail=detail)


def remove_relation(relation: OrganisationRelation, *, by: Actor) -> None:
    """Take a relation away that never was."""
    record("directory.remove_relation", subject=relation, by=by, detail=_said(relation))
    db.session.delete(relation)


def _require_order(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is not None and ends_on is not None and ends_on <= starts_on:
        raise Invalid(_l("The last day cannot be before the first."), "last_day")


def _require_new(subject_id: int, facts: RelationFacts, step: Step) -> None:
    row = OrganisationRelation
    alike = [row.kind == facts.kind, row.subject_id == subject_id, row.object_id == step.to]
    if step.ends_on is not None:
        alike.append(or_(row.starts_on.is_(None), row.starts_on < step.ends_on))
    if step.starts_on is not None:
        alike.append(or_(row.ends_on.is_(None), row.ends_on > step.starts_on))
    if db.session.scalar(select(row.id).where(and_(*alike)).limit(1)) is not None:
        raise RelationKnown


def _steps_up(kind: RelationKind, organisation_id: int) -> Iterable[Step]:
    row = OrganisationRelation
    found = db.session.execute(
        select(row.object_id, row.starts_on, row.ends_on).where(
            row.kind == kind, row.subject_id == organisation_id
        )
    )
    return [Step(*each) for each in found]


def _said(relation: OrganisationRelation) -> dict[str, str | int]:
    return {
        "relation": relation.kind,
        "organisation": relation.subject_id,
        "other": relation.object_id,
    }
