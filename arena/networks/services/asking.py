"""Asking and being asked: invitations with links, and applications of partners and strangers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from arena import clock, config, db, tokens
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person
from arena.networks.links import admission_token
from arena.networks.models import Admission, AdmissionState, Entry, Network
from arena.networks.queries.admissions import (
    HOUR,
    MOST_MAILS,
    claim_of,
    find_waiting,
    list_mails_to,
)
from arena.networks.rules.joining import (
    CONFIRMATION_LIFE,
    INVITATION_LIFE,
    may_be_member,
)
from arena.networks.services.acting import lock, lock_alive
from arena.networks.services.asking_facts import AdmissionFacts, find_repeated
from arena.networks.services.errors import (
    Asked,
    NotOpen,
    Settled,
    TooManyApplications,
    WrongKind,
)
from arena.networks.services.telling import tell_leaders, tell_sender
from arena.networks.services.vouching import require_its_own


def invite(
    network: Network,
    facts: AdmissionFacts,
    *,
    user: User,
    by: Actor,
    organisation: Organisation | None = None,
    is_vouched: bool = False,
) -> Admission:
    """Ask an organisation to be a member, by a mail to a person with a link.

    Raise `NetworkEnded`, `WrongKind`, `Asked`, or for a known organisation and an address that is
    not of it `NeedsArena`; who plans may say that the person stands for it (`is_vouched`), and is
    asked with `NotVouched`.
    """
    lock_alive(network)
    if (repeated := find_repeated(network, facts, Entry.INVITATION)) is not None:
        return repeated
    admission = _make(network, facts, Entry.INVITATION, organisation=organisation, creator=user)
    claim = claim_of(admission)
    if claim.organisation is not None:
        require_its_own(claim.organisation, admission.email, user, is_vouched=is_vouched)
        admission.organisation_id = claim.organisation.id
    _require_kind(network, claim.organisation, facts.organisation_type)
    _keep(admission)
    _renew_link(admission, INVITATION_LIFE)
    tell_sender(admission, "invitation")
    record("networks.invite", subject=network, by=by, detail={"admission": admission.id})
    return admission


def renew_invitation(admission: Admission, *, by: Actor) -> None:
    """Send an invitation anew: thirty days more, and the link of before leads nowhere.

    Raise `Settled` for one that was answered or taken back.
    """
    lock_alive(admission.network)
    db.session.refresh(admission)
    if admission.entry != Entry.INVITATION or admission.state not in (
        AdmissionState.WAITING,
        AdmissionState.EXPIRED,
    ):
        raise Settled
    other = find_waiting(admission.network, admission.email)
    if other is not None and other.id != admission.id:
        raise Asked
    admission.state, admission.answered_at = AdmissionState.WAITING, None
    admission.round += 1
    _renew_link(admission, INVITATION_LIFE)
    tell_sender(admission, "invitation")
    record(
        "networks.renew_invitation",
        subject=admission.network,
        by=by,
        detail={"admission": admission.id},
    )


def withdraw(admission: Admission, *, by: Actor) -> None:
    """Take an invitation, or one's own application, back; raise `Settled`."""
    lock(admission.network)
    db.session.refresh(admission)
    if admission.state not in (AdmissionState.WAITING, AdmissionState.EXPIRED):
        raise Settled
    admission.state, admission.answered_at = AdmissionState.WITHDRAWN, clock.now()
    record(
        "networks.withdraw",
        subject=admission.network,
        by=by,
        detail={"admission": admission.id, "entry": admission.entry},
    )


def apply_as_partner(
    network: Network,
    organisation: Organisation,
    person: Person,
    *,
    words: str,
    circle: str,
    user: User,
    by: Actor,
) -> Admission:
    """Apply for an organisation that one stands for; the address is known to be one's own.

    Raise `NetworkEnded`, `NotOpen`, `WrongKind` or `Asked`.
    """
    _require_open(network)
    _require_kind(network, organisation, organisation.type)
    facts = AdmissionFacts(
        organisation_name=organisation.name,
        organisation_type=organisation.type,
        organisation_number=organisation.number or "",
        country=organisation.country,
        name=user.name,
        email=user.email,
        language=user.language,
        circle=circle,
        words=words,
    )
    if (repeated := find_repeated(network, facts, Entry.APPLICATION)) is not None:
        return repeated
    admission = _make(network, facts, Entry.APPLICATION, organisation=organisation, creator=user)
    admission.person = person
    admission.confirmed_at = clock.now()
    _keep(admission)
    tell_leaders(admission, "application_waits")
    record("networks.apply", subject=network, by=by, detail={"admission": admission.id})
    return admission


def apply_by_form(network: Network, facts: AdmissionFacts, *, by: Actor) -> Admission:
    """Take an application in that came by the public form: the address must confirm it.

    What waits from the same address is the same one, and its mail is sent again. Raise
    `NetworkEnded`, `NotOpen`, `WrongKind` or `TooManyApplications`.
    """
    email = facts.email.strip().lower()
    _lock_address(email)
    _require_open(network)
    _require_kind(network, None, facts.organisation_type)
    waiting = find_waiting(network, email)
    if waiting is not None and not _needs_mail(waiting):
        return waiting
    _require_quiet_address(email)
    if waiting is not None:
        waiting.round += 1
        admission = waiting
    else:
        admission = _make(network, facts, Entry.APPLICATION)
        _keep(admission)
        record("networks.apply", subject=network, by=by, detail={"admission": admission.id})
    _renew_link(admission, CONFIRMATION_LIFE)
    tell_sender(admission, "confirm_application")
    return admission


def confirm_application(admission: Admission, *, by: Actor) -> None:
    """Note that the address is the sender's own, and tell who answers; twice is once.

    Raise `NetworkEnded` or `Settled`.
    """
    lock_alive(admission.network)
    db.session.refresh(admission)
    if admission.confirmed_at is not None:
        return
    if not admission.is_waiting or is_too_old(admission):
        raise Settled
    admission.confirmed_at, admission.expires_at = clock.now(), None
    tell_leaders(admission, "application_waits")
    record(
        "networks.confirm_application",
        subject=admission.network,
        by=by,
        detail={"admission": admission.id},
    )


def expire(admission: Admission, *, by: Actor) -> None:
    """Let go of an invitation that nobody answered, or an address that nobody confirmed."""
    lock(admission.network)
    db.session.refresh(admission)
    if not (admission.is_waiting and is_too_old(admission)):
        return
    admission.state = AdmissionState.EXPIRED
    record(
        "networks.expire",
        subject=admission.network,
        by=by,
        detail={"admission": admission.id, "entry": admission.entry},
    )


def is_too_old(admission: Admission) -> bool:
    """Tell whether an admission's link has run out."""
    return admission.expires_at is not None and admission.expires_at <= clock.now()


def _make(
    network: Network,
    facts: AdmissionFacts,
    entry: Entry,
    *,
    organisation: Organisation | None = None,
    creator: User | None = None,
) -> Admission:
    columns = vars(facts) | {"email": facts.email.strip().lower(), "circle": str(facts.circle)}
    return Admission(
        network=network,
        entry=str(entry),
        state=AdmissionState.WAITING,
        organisation_id=organisation.id if organisation else None,
        created_by=creator,
        created_at=clock.now(),
        round=1,
        **columns,
    )


def _keep(admission: Admission) -> None:
    """Let the database decide whether another waits for the same address."""
    try:
        with db.session.begin_nested():
            db.session.add(admission)
    except IntegrityError as error:
        raise Asked from error


def _renew_link(admission: Admission, life: timedelta) -> None:
    admission.token_hash = tokens.digest(admission_token(admission))
    admission.expires_at = clock.now() + life


def _require_open(network: Network) -> None:
    lock_alive(network)
    is_open = network.is_open_to_all(clock.today()) and network.parent_id is None
    if not is_open or network.entry != Entry.APPLICATION:
        raise NotOpen


def _require_kind(network: Network, organisation: Organisation | None, said: str) -> None:
    type_ = organisation.type if organisation else said
    if not may_be_member(type_, network.organisation_types):
        raise WrongKind


def _needs_mail(waiting: Admission) -> bool:
    """Tell whether its sender may be mailed again: not an invitation, nor what was confirmed."""
    return waiting.entry == Entry.APPLICATION and waiting.confirmed_at is None


def _lock_address(email: str) -> None:
    """Let two applications of one address come one after the other, until the transaction ends."""
    if db.dialect() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(email))))


def _require_quiet_address(email: str) -> None:
    if config.current().rate_limits != "on":
        return
    sent = list_mails_to(email)
    if len(sent) >= MOST_MAILS:
        raise TooManyApplications(sent[-MOST_MAILS] + HOUR)
