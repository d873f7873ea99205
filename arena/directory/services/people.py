"""Adding and changing people, and what they are in organisations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import COLUMNS, Fact, Organisation, Person, PersonRole
from arena.directory.rules import search_key
from arena.directory.services.facts import Origin, note_fact
from arena.directory.services.indexing import keep_person
from arena.directory.services.leaving import tell_if_gone, tell_if_left
from arena.errors import Conflict, Invalid


class RoleHeld(Conflict):
    """The person stands for the organisation already."""

    def __init__(self) -> None:
        super().__init__(_l("This person stands for the organisation already."))


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; `phone` is E.164, and an address of None stays as it is."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "sv"
    postal_address: str | None = None


def add_person(
    facts: PersonFacts,
    organisation: Organisation,
    *,
    title: str,
    starts_on: date,
    by: Actor,
    origin: Origin | None = None,
) -> Person:
    """Add a person who stands for an organisation, as `title`, from a day on.

    `origin` tells where we have it from, for each fact of its own.
    """
    now = clock.now()
    person = Person(**_columns(facts), created_at=now, updated_at=now)
    db.session.add(person)
    db.session.flush()
    _note(person, list(COLUMNS.values()), origin)
    keep_person(person.id)
    record("directory.add_person", subject=person, by=by)
    add_role(person, organisation, title=title, starts_on=starts_on, by=by, origin=origin)
    return person


def update_person(
    person: Person, facts: PersonFacts, *, by: Actor, origin: Origin | None = None
) -> None:
    """Change what is known of a person; `origin` tells where we have what is new.

    Raise `Withdrawn` for what the person has withdrawn.
    """
    wanted = _columns(facts)
    changed = sorted(key for key, value in wanted.items() if getattr(person, key) != value)
    if not changed:
        return
    for key in changed:
        setattr(person, key, wanted[key])
    person.updated_at = clock.now()
    _note(person, changed, origin)
    keep_person(person.id)
    detail = {"changed": [key for key in changed if key != "search_key"]}
    record("directory.update_person", subject=person, by=by, detail=detail)


def add_role(
    person: Person,
    organisation: Organisation,
    *,
    title: str,
    starts_on: date,
    by: Actor,
    origin: Origin | None = None,
) -> PersonRole:
    """Let a person stand for an organisation from a day on; raise `RoleHeld` if they do already.

    Raise `Withdrawn` for a title that the person has withdrawn.
    """
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
    if title:
        note_fact(person, Fact.TITLE, title, origin or Origin())
    record("directory.add_role", subject=role, by=by, detail=_parties(role))
    return role


def change_title(role: PersonRole, title: str, *, by: Actor, origin: Origin | None = None) -> None:
    """Change what a person is called in an organisation; raise `Withdrawn` as `add_role` does."""
    if role.title == title:
        return
    role.title = title
    note_fact(role.person, Fact.TITLE, title, origin or Origin())
    record("directory.change_title", subject=role, by=by, detail=_parties(role))


def set_manager(role: PersonRole, wanted: bool, *, by: Actor) -> None:
    """Say whether a person sees to the organisation's people."""
    if role.is_manager == wanted:
        return
    role.is_manager = wanted
    act = "directory.name_manager" if wanted else "directory.unname_manager"
    record(act, subject=role, by=by, detail=_parties(role))


def end_role(role: PersonRole, *, last_day: date, by: Actor) -> None:
    """Let a role end after its last day; raise `Invalid` for one before its first.

    What hangs on it ends when that day is over: at once where it is, else by the worker, also when
    the role had ended before and goes on after all.
    """
    if last_day < role.starts_on:
        raise Invalid(_l("The last day cannot be before the first."), "last_day")
    role.ends_on = last_day + timedelta(days=1)
    if role.ends_on > clock.today():
        role.left_at = None
    detail = {**_parties(role), "last_day": last_day.isoformat()}
    record("directory.end_role", subject=role, by=by, detail=detail)
    tell_if_left(role, by=by)


def leave_now(role: PersonRole, *, by: Actor) -> None:
    """Let a role end at once, with all that hangs on it; one that began today never was."""
    today = clock.today()
    if role.starts_on < today:
        end_role(role, last_day=today - timedelta(days=1), by=by)
        return
    person, organisation = role.person, role.organisation
    record("directory.remove_role", subject=role, by=by, detail=_parties(role))
    db.session.delete(role)
    db.session.flush()
    db.session.expire(person, ["roles"])
    tell_if_gone(person, organisation, by=by)


def _note(person: Person, changed: Collection[str], origin: Origin | None) -> None:
    for fact, column in COLUMNS.items():
        if column in changed:
            note_fact(person, fact, getattr(person, column) or "", origin or Origin())


def _columns(facts: PersonFacts) -> dict[str, Any]:
    given: dict[str, Any] = asdict(facts)
    if facts.postal_address is None:
        del given["postal_address"]
    return {
        **given,
        "email": facts.email.lower() or None,
        "phone": facts.phone or None,
        "search_key": search_key(facts.name),
    }


def _parties(role: PersonRole) -> dict[str, int]:
    return {"person": role.person_id, "organisation": role.organisation_id}
