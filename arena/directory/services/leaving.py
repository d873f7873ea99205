"""Leaving an organisation: the end of a role, and all that hangs on it, in one transaction."""

from __future__ import annotations

from blinker import Signal
from sqlalchemy import or_, select

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.services import close_account
from arena.accounts.services.sessions import end_sessions_of
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person, PersonRole

# Sent with the person, `organisation` and `by`, in the transaction in which their last role there
# ends: what they had by standing for it (seats in networks, actions, invitations, feeds) ends too.
left = Signal("A person no longer stands for an organisation.")


def tell_if_left(role: PersonRole, *, by: Actor) -> None:
    """Let what hangs on a role that has ended follow, once."""
    if role.left_at is not None or role.ends_on is None or role.ends_on > clock.today():
        return
    role.left_at = clock.now()
    db.session.flush()
    tell_if_gone(role.person, role.organisation, by=by)


def tell_if_gone(person: Person, organisation: Organisation, *, by: Actor) -> None:
    """Let follow what follows when no role of a person in an organisation is left."""
    if organisation.id in held_by(person):
        return
    left.send(person, organisation=organisation, by=by)
    record("directory.left", subject=person, by=by, detail={"organisation": organisation.id})
    _close_what_is_theirs(person)


def tell_who_left() -> int:
    """Let follow what follows for roles that ended by the calendar; return how many those were."""
    ended = select(PersonRole.id).where(
        PersonRole.left_at.is_(None), PersonRole.ends_on <= clock.today()
    )
    due = db.session.scalars(ended.order_by(PersonRole.id)).all()
    for role_id in due:
        with db.transaction():
            role = db.session.get(PersonRole, role_id, with_for_update=True)
            if role is not None:
                tell_if_left(role, by=WORKER)
    return len(due)


def held_by(person: Person) -> set[int]:
    """Return the organisations that a person stands for today."""
    today = clock.today()
    return set(
        db.session.scalars(
            select(PersonRole.organisation_id).where(
                PersonRole.person_id == person.id,
                PersonRole.starts_on <= today,
                or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today),
            )
        )
    )


def _close_what_is_theirs(person: Person) -> None:
    """Close the account of a partner who stands for nobody; else let them sign in anew.

    By the worker, also when somebody lets themselves go: nobody closes their own account.
    """
    user = person.user
    if user is None or user.role != Role.PARTNER or not user.is_open:
        return
    if held_by(person):
        end_sessions_of(user)
    else:
        close_account(user, by=WORKER)
