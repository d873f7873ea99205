"""Adding and changing people, and what they are in organisations."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person, PersonRole
from arena.errors import Conflict, Invalid


class RoleHeld(Conflict):
    """The person stands for the organisation already."""

    def __init__(self) -> None:
        super().__init__(_l("This person stands for the organisation already."))


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; `phone` is E.164."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "sv"


def add_person(
    facts: PersonFacts, organisation: Organisation, *, title: str, starts_on: date, by: Actor
) -> Person:
    """Add a person who stands for an organisation, as `title`, from a day on."""
    now = clock.now()
    person = Person(**_columns(facts), created_at=now, updated_at=now)
    db.session.add(person)
    db.session.flush()
    record("directory.add_person", subject=person, by=by)
    add_role(person, organisation, title=title, starts_on=starts_on, by=by)
    return person


def update_person(person: Person, facts: PersonFacts, *, by: Actor) -> None:
    """Change what is known of a person."""
    wanted = _columns(facts)
    changed = sorted(key for key, value in wanted.items() if getattr(person, key) != value)
    if not changed:
        return
    for key in changed:
        setattr(person, key, wanted[key])
    person.updated_at = clock.now()
    record("directory.update_person", subject=person, by=by, detail={"changed": changed})


def add_role(
    person: Person, organisation: Organisation, *, title: str, starts_on: date, by: Actor
) -> PersonRole:
    """Let a person stand for an organisation from a day on; raise `RoleHeld` if they do already."""
    held = select(PersonRole.id).where(
        PersonRole.person_id == person.id,
        PersonRole.organisation_id == organisation.id,
        or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > starts_on),
    )
    if db.session.scalar(held) is not None:
        raise RoleHeld
    role = PersonRole(person=person, organisation=organisation, title=title, starts_on=starts_on)
    db.session.add(role)
    db.session.flush()
    record("directory.add_role", subject=role, by=by, detail=_parties(role))
    return role


def end_role(role: PersonRole, *, last_day: date, by: Actor) -> None:
    """Let a role end after its last day; raise `Invalid` for one before its first."""
    if last_day < role.starts_on:
        raise Invalid(_l("The last day cannot be before the first."), "last_day")
    role.ends_on = last_day + timedelta(days=1)
    detail = {**_parties(role), "last_day": last_day.isoformat()}
    record("directory.end_role", subject=role, by=by, detail=detail)


def _columns(facts: PersonFacts) -> dict[str, Any]:
    given = asdict(facts)
    return {**given, "email": facts.email.lower() or None, "phone": facts.phone or None}


def _parties(role: PersonRole) -> dict[str, int]:
    return {"person": role.person_id, "organisation": role.organisation_id}
