"""Forgetting people who have stood for no organisation for long."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Person, PersonRole


def list_expired_people() -> Sequence[int]:
    """Return the people who signed in nowhere, and whose last role or change is long ago.

    Who was taken up by another goes with that other.
    """
    before = retention.cutoff(retention.PERSON)
    is_held = or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > before.date())
    return db.session.scalars(
        select(Person.id)
        .where(
            Person.user_id.is_(None),
            Person.merged_into_id.is_(None),
            Person.updated_at < before,
            ~Person.roles.any(is_held),
        )
        .order_by(Person.id)
    ).all()


def erase_people(person_ids: Sequence[int], by: Actor) -> int:
    """Erase people who are past their period, with the roles that they had."""
    due = sorted(set(person_ids) & set(list_expired_people()))
    people = db.session.scalars(select(Person).where(Person.id.in_(due))).all()
    _erase_taken_up(due)
    for person in people:
        db.session.delete(person)
    if people:
        record("directory.erase_people", subject=None, by=by, detail={"people": len(people)})
    return len(people)


def _erase_taken_up(person_ids: Sequence[int]) -> None:
    """Erase who turned out to be one of some people, those first who were taken up first."""
    merged = db.session.scalars(
        select(Person.id).where(Person.merged_into_id.in_(person_ids))
    ).all()
    if merged:
        _erase_taken_up(merged)
        db.session.execute(delete(Person).where(Person.id.in_(merged)))
