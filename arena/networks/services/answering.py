"""Answers to invitations and applications; a yes makes the membership, the seat and the account."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.policy import may_plan
from arena.accounts.queries import find_user_by_email
from arena.accounts.services import invite_user
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.queries import find_person_by_email
from arena.directory.rules import telling_domains
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    add_role,
    create_organisation,
)
from arena.networks.models import Admission, AdmissionState, Circle, Entry, Membership
from arena.networks.queries.admissions import claim_of
from arena.networks.queries.standing import has_role
from arena.networks.rules.joining import is_of_domain
from arena.networks.services.acting import lock, lock_alive
from arena.networks.services.asking import is_too_old
from arena.networks.services.errors import AccountClosed, NeedsArena, Settled
from arena.networks.services.members import add_seat, admit, find_membership
from arena.networks.services.telling import tell_leaders, tell_sender

NEW = "new"


@dataclass(frozen=True)
class Answer:
    """What somebody who leads a network says to an application.

    `organisation`: one of the directory, `NEW` for another than all there, None to let Arena find
    out.
    """

    circle: Circle
    words: str = ""
    organisation: Organisation | str | None = None


def accept_application(
    admission: Admission, answer: Answer, *, user: User, by: Actor
) -> Membership:
    """Say yes: the organisation is a member, the person stands for it and may sign in.

    Raise `Settled`, `NetworkEnded`, `WrongKind`, `NeedsArena` or `AccountClosed`.
    """
    _lock_waiting(admission, Entry.APPLICATION)
    admission.circle = str(answer.circle)
    membership = _take_in(admission, answer.organisation, trusted=may_plan(user), by=by)
    _settle(admission, AdmissionState.ACCEPTED, words=answer.words, user=user)
    tell_sender(admission, "accepted")
    _record("networks.accept", admission, by)
    return membership


def decline_application(admission: Admission, *, words: str, user: User, by: Actor) -> None:
    """Say no, with words; raise `Settled`."""
    _lock_waiting(admission, Entry.APPLICATION, alive=False)
    _settle(admission, AdmissionState.DECLINED, words=words, user=user)
    tell_sender(admission, "declined")
    _record("networks.decline", admission, by)


def accept_invitation(
    admission: Admission, *, words: str, listed: bool, user: User | None, by: Actor
) -> Membership:
    """Accept what one was invited to by a mailed link; who has it has the mailbox.

    An invitation that names no organisation of the directory was vouched for by nobody.

    Raise as `accept_application` does.
    """
    _lock_waiting(admission, Entry.INVITATION)
    inviter = admission.created_by
    is_vouched = admission.organisation_id is not None
    trusted = is_vouched and inviter is not None and may_plan(inviter)
    membership = _take_in(admission, None, trusted=trusted, by=by, listed=listed)
    _settle(admission, AdmissionState.ACCEPTED, words=words, user=user)
    tell_sender(admission, "accepted")
    tell_leaders(admission, "invitation_answered")
    _record("networks.accept", admission, by)
    return membership


def decline_invitation(admission: Admission, *, words: str, user: User | None, by: Actor) -> None:
    """Say no to an invitation; raise `Settled`."""
    _lock_waiting(admission, Entry.INVITATION, alive=False)
    _settle(admission, AdmissionState.DECLINED, words=words, user=user)
    tell_leaders(admission, "invitation_answered")
    _record("networks.decline", admission, by)


def _lock_waiting(admission: Admission, entry: Entry, *, alive: bool = True) -> None:
    """Lock the network, so that of two answers the second finds it settled."""
    if alive:
        lock_alive(admission.network)
    else:
        lock(admission.network)
    db.session.refresh(admission)
    is_confirmed = entry is Entry.INVITATION or admission.confirmed_at is not None
    if (
        admission.entry != entry
        or not admission.is_waiting
        or not is_confirmed
        or is_too_old(admission)
    ):
        raise Settled


def _settle(admission: Admission, state: AdmissionState, *, words: str, user: User | None) -> None:
    admission.state = state
    admission.answer_words = words
    admission.answered_by = user
    admission.answered_at = clock.now()
    admission.expires_at = None


def _record(act: str, admission: Admission, by: Actor) -> None:
    detail = {"admission": admission.id, "entry": admission.entry}
    record(act, subject=admission.network, by=by, detail=detail)


def _take_in(
    admission: Admission,
    chosen: Organisation | str | None,
    *,
    trusted: bool,
    by: Actor,
    listed: bool = True,
) -> Membership:
    """Find or make the organisation and the person, and let them in."""
    today = clock.today()
    claimed = claim_of(admission).organisation if chosen is None else chosen
    organisation = claimed if isinstance(claimed, Organisation) else None
    person = _find_person(admission)
    if organisation is not None and not trusted:
        _require_known(organisation, person, admission)
    if organisation is None:
        organisation = _make_organisation(admission, by=by)
    membership = find_membership(admission.network, organisation, today)
    if membership is None:
        membership = admit(admission.network, organisation, Circle(admission.circle), by=by)
    person = _stand_for(person, organisation, admission, by=by)
    _let_sign_in(person, admission, by=by)
    add_seat(membership, person, by=by, listed=listed)
    admission.organisation, admission.person = organisation, person
    return membership


def _require_known(organisation: Organisation, person: Person | None, admission: Admission) -> None:
    """Let nobody in for a known organisation from an address that is not of it."""
    if not _is_known(organisation, person, admission.email):
        raise NeedsArena


def _is_known(organisation: Organisation, person: Person | None, email: str) -> bool:
    stands_for = person is not None and has_role(person, organisation, clock.today())
    return stands_for or is_of_domain(email, organisation.email_domain)


def _make_organisation(admission: Admission, *, by: Actor) -> Organisation:
    is_own = bool(telling_domains(admission.email))
    return create_organisation(
        OrganisationFacts(
            name=admission.organisation_name,
            type=OrganisationType(admission.organisation_type),
            country=admission.country,
            number=admission.organisation_number,
            email_domain=admission.email.rpartition("@")[2] if is_own else "",
        ),
        by=by,
    )


def _find_person(admission: Admission) -> Person | None:
    if admission.person is not None:
        return admission.person
    user = find_user_by_email(admission.email)
    if user is not None:
        if not user.is_open:
            raise AccountClosed
        known = db.session.scalar(select(Person).where(Person.user_id == user.id))
        if known is not None:
            return known
    return find_person_by_email(admission.email)


def _stand_for(
    person: Person | None, organisation: Organisation, admission: Admission, *, by: Actor
) -> Person:
    """Return the person with a role in the organisation; both are made where they are missing."""
    today = clock.today()
    if person is None:
        facts = PersonFacts(name=admission.name, email=admission.email, language=admission.language)
        return add_person(facts, organisation, title=admission.title, starts_on=today, by=by)
    if not has_role(person, organisation, today):
        add_role(person, organisation, title=admission.title, starts_on=today, by=by)
    return person


def _let_sign_in(person: Person, admission: Admission, *, by: Actor) -> None:
    """Give the person an account for partners, unless they have one."""
    if person.user is not None:
        if not person.user.is_open:
            raise AccountClosed
        return
    user = find_user_by_email(admission.email)
    if user is None:
        user = invite_user(
            email=admission.email,
            name=person.name,
            role=Role.PARTNER,
            language=admission.language,
            by=by,
        )
    person.user = user
    db.session.flush()
