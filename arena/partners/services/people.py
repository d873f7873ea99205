"""A partner sees to its own people: inviting, renaming, naming who manages, ending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.queries import find_user_by_email
from arena.accounts.services import invite_user, resend_invitation
from arena.audit.models import Actor
from arena.directory.models import Basis, FactSource, Organisation, Person, PersonRole
from arena.directory.queries import find_person_by_email
from arena.directory.queries.managers import list_managers, may_manage
from arena.directory.services import (
    Origin,
    PersonFacts,
    add_person,
    add_role,
    leave_now,
    set_manager,
)
from arena.directory.services.leaving import held_by
from arena.errors import Conflict
from arena.partners.queries.people import is_last_manager
from arena.partners.services.asking import Ask, ask_staff


class Outcome(StrEnum):
    """What became of an invitation."""

    INVITED = "invited"
    ALREADY = "already"  # They stand for the organisation and can sign in.
    ASKED = "asked"  # The address is somebody else's too: staff were asked to see to it.


class NeedsHeir(Conflict):
    """Nobody would see to the organisation's people any more, and nothing was said about that."""

    def __init__(self) -> None:
        super().__init__(
            _l("Say who is to see to your people from now on, or that the arena's staff do.")
        )


class CannotManage(Conflict):
    """Who is named cannot sign in."""

    def __init__(self) -> None:
        super().__init__(_l("Only a colleague who can sign in can see to your people."))


@dataclass(frozen=True)
class Newcomer:
    """A colleague to invite."""

    name: str
    email: str
    title: str = ""
    language: str = "sv"


def invite_colleague(
    organisation: Organisation, newcomer: Newcomer, *, by_user: User, by: Actor
) -> Outcome:
    """Let a colleague stand for the organisation, and mail them a link that lets them in.

    Whose address the arena knows as somebody of another organisation, of its own staff or with a
    closed account is not brought in by a partner's word alone: staff are asked to.
    """
    _lock(organisation)
    email = newcomer.email.lower()
    user = find_user_by_email(email)
    person = _find_person(user, email)
    held = held_by(person) if person is not None else set()
    if person is not None and person.user is not None:
        user = person.user
    if organisation.id in held and user is not None and user.is_open:
        return Outcome.ALREADY
    if held - {organisation.id} or (user is not None and not _is_free(user)):
        words = ", ".join(filter(None, (newcomer.name, email, newcomer.title)))
        ask_staff(Ask.COLLEAGUE, organisation, words, by_user=by_user, by=by)
        return Outcome.ASKED
    person = _stand_for(person, organisation, newcomer, is_new=organisation.id not in held, by=by)
    _let_in(person, user, newcomer, by=by)
    return Outcome.INVITED


def resend_to(role: PersonRole, *, by: Actor) -> None:
    """Mail a colleague who has not come in yet a new link; the ones before end."""
    if role.person.user is not None and may_manage(role):
        resend_invitation(role.person.user, by=by)


def choose_manager(role: PersonRole, wanted: bool, *, by: Actor) -> None:
    """Let a colleague see to the organisation's people, or no longer.

    Raise `CannotManage` for who cannot sign in, `NeedsHeir` for the last one.
    """
    _lock(role.organisation)
    if wanted and not may_manage(role):
        raise CannotManage
    if not wanted and is_last_manager(role):
        raise NeedsHeir
    for first in list_managers(role.organisation_id):
        set_manager(first, True, by=by)  # Who did by being the first still does.
    set_manager(role, wanted, by=by)


def end_colleague(
    role: PersonRole,
    *,
    by_user: User,
    by: Actor,
    heir: PersonRole | None = None,
    staff_take_over: bool = False,
) -> None:
    """Let a colleague stand for the organisation no longer: all that hangs on it closes at once.

    The last who sees to its people names another before, or leaves it to staff, who are told. Raise
    `NeedsHeir` or `CannotManage`.
    """
    organisation = role.organisation
    _lock(organisation)
    if is_last_manager(role):
        if heir is not None:
            if heir.organisation_id != organisation.id or not may_manage(heir):
                raise CannotManage
            set_manager(heir, True, by=by)
        elif staff_take_over:
            set_manager(role, True, by=by)  # So that it falls to nobody unasked.
            ask_staff(Ask.MANAGER, organisation, "", by_user=by_user, by=by)
        else:
            raise NeedsHeir
    leave_now(role, by=by)


def _lock(organisation: Organisation) -> None:
    """Let acts on an organisation's people wait for one another."""
    db.session.execute(
        select(Organisation.id).where(Organisation.id == organisation.id).with_for_update()
    )


def _find_person(user: User | None, email: str) -> Person | None:
    if user is not None:
        known = db.session.scalar(select(Person).where(Person.user_id == user.id))
        if known is not None:
            return known
    return find_person_by_email(email)


def _is_free(user: User) -> bool:
    return user.is_open and user.role == Role.PARTNER


def _stand_for(
    person: Person | None,
    organisation: Organisation,
    newcomer: Newcomer,
    *,
    is_new: bool,
    by: Actor,
) -> Person:
    origin = Origin(source=FactSource.ORGANISATION, basis=Basis.TASK)
    today = clock.today()
    if person is None:
        facts = PersonFacts(newcomer.name, email=newcomer.email, language=newcomer.language)
        return add_person(
            facts, organisation, title=newcomer.title, starts_on=today, by=by, origin=origin
        )
    if is_new:
        add_role(person, organisation, title=newcomer.title, starts_on=today, by=by, origin=origin)
    return person


def _let_in(person: Person, user: User | None, newcomer: Newcomer, *, by: Actor) -> None:
    if user is not None:
        resend_invitation(user, by=by)
    else:
        user = invite_user(
            email=newcomer.email,
            name=person.name,
            role=Role.PARTNER,
            language=newcomer.language,
            by=by,
        )
    person.user = user
    db.session.flush()
