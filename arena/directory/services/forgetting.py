"""Forgetting people who have stood for no organisation for long."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Person, PersonRole


def list_expired_people() -> Sequence[int]:
    """Return the people who signed in nowhere, and whose last role or change is long ago."""
    before = retention.cutoff(retention.PERSON)
    is_held = or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > before.date())
    return db.session.scalars(
        select(Person.id)
        .where(Person.user_id.is_(None), Person.updated_at < before, ~Person.roles.any(is_held))
        .order_by(Person.id)
    ).all()


def erase_people(person_ids: Sequence[int], by: Actor) -> int:
    """Erase people who are past their period, with the roles that they had."""
    due = sorted(set(person_ids) & set(list_expired_people()))
    people = db.session.scalars(select(Person).where(Person.id.in_(due))).all()
    for person in people:
        db.session.delete(person)
    if people:
        record("directory.erase_people", subject=None, by=by, detail={"people": len(people)})
    return len(people)
