"""Applications and invitations: which wait, who answers them, and which are past their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from arena import clock, db, retention, tokens
from arena.accounts.models import User
from arena.accounts.queries import list_planners
from arena.directory.models import Organisation, Person
from arena.directory.queries import Match, find_matches, find_organisation
from arena.errors import NotFound
from arena.messages.models import Message
from arena.networks.models import Admission, AdmissionState, Entry, Network, Office
from arena.networks.policy import LEADING
from arena.networks.queries.standing import holds_on, keeps_office_on

SURE = 95  # The same number, or the very same name: `find_matches` says how sure it is.
MOST_MAILS = 3  # To one address that nobody has confirmed, within an hour.
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """The organisation that somebody says they are of, as the directory may know it."""

    organisation: Organisation | None
    matches: Sequence[Match]


def find_admission(token: str) -> Admission | None:
    """Return the invitation or application that a mailed link opens."""
    return db.session.scalar(select(Admission).where(Admission.token_hash == tokens.digest(token)))


def get_admission(network: Network, admission_id: int) -> Admission:
    """Return one of a network's; raise `NotFound`."""
    admission = db.session.get(Admission, admission_id)
    if admission is None or admission.network_id != network.id:
        raise NotFound
    return admission


def list_admissions(network: Network) -> Sequence[Admission]:
    """Return what came and went out, what waits first, then the newest."""
    waits = Admission.state == AdmissionState.WAITING
    return db.session.scalars(
        select(Admission)
        .where(Admission.network_id == network.id, is_to_be_seen())
        .options(joinedload(Admission.organisation))
        .order_by(waits.desc(), Admission.id.desc())
    ).all()


def is_to_be_seen() -> ColumnElement[bool]:
    """Leave out applications of which nobody knows yet that the address is the sender's."""
    return or_(Admission.entry == Entry.INVITATION, Admission.confirmed_at.is_not(None))


def is_to_be_shown(admission: Admission) -> bool:
    """Tell of one what `is_to_be_seen` says in SQL."""
    return admission.entry == Entry.INVITATION or admission.confirmed_at is not None


def waits_for_answer() -> ColumnElement[bool]:
    """Tell in SQL which applications the network has to answer."""
    return and_(
        Admission.state == AdmissionState.WAITING,
        Admission.entry == Entry.APPLICATION,
        Admission.confirmed_at.is_not(None),
    )


def list_waiting_applications() -> Sequence[Admission]:
    """Return the applications that wait for an answer, the oldest first."""
    return db.session.scalars(
        select(Admission)
        .where(waits_for_answer())
        .options(joinedload(Admission.network))
        .order_by(Admission.id)
    ).all()


def count_waiting(network: Network) -> int:
    """Return how many applications a network has to answer."""
    return (
        db.session.scalar(
            select(func.count()).where(waits_for_answer(), Admission.network_id == network.id)
        )
        or 0
    )


def find_waiting(network: Network, email: str) -> Admission | None:
    """Return what waits from, or for, an address."""
    return db.session.scalar(
        select(Admission).where(
            Admission.network_id == network.id,
            Admission.email == email,
            Admission.state == AdmissionState.WAITING,
        )
    )


def claim_of(admission: Admission) -> Claim:
    """Return which organisation of the directory an admission surely means, and what is like it."""
    if admission.organisation_id is not None:
        return Claim(find_organisation(admission.organisation_id), ())
    matches = find_matches(
        admission.organisation_name,
        admission.organisation_number or None,
        admission.email,
        admission.country,
    )
    sure = matches[0].organisation if matches and matches[0].score >= SURE else None
    return Claim(sure, matches)


def leaders_of(network: Network, day: date) -> Sequence[User]:
    """Return who answers for a network: its chairs and conveners, else those who plan."""
    numbers = [number for number in (network.id, network.parent_id) if number is not None]
    leading = db.session.scalars(
        select(User)
        .join(Person, Person.user_id == User.id)
        .join(Office, Office.person_id == Person.id)
        .join(Office.network)
        .where(
            Office.network_id.in_(numbers),
            Office.office.in_(sorted(LEADING)),
            User.closed_at.is_(None),
            holds_on(Office, day),
            keeps_office_on(day),
        )
        .distinct()
        .order_by(User.id)
    ).all()
    return leading or list_planners()


def list_expired_links() -> Sequence[int]:
    """Return the invitations and unconfirmed applications whose links are too old."""
    return db.session.scalars(
        select(Admission.id)
        .where(
            Admission.state == AdmissionState.WAITING,
            Admission.expires_at.is_not(None),
            Admission.expires_at <= clock.now(),
        )
        .order_by(Admission.id)
    ).all()


def list_mails_to(email: str) -> Sequence[datetime]:
    """Return when an address was lately asked to confirm itself, the earliest first."""
    return db.session.scalars(
        select(Message.created_at)
        .where(
            Message.template == "networks/confirm_application",
            Message.recipient_email == email,
            Message.created_at > clock.now() - HOUR,
        )
        .order_by(Message.created_at)
    ).all()


def is_past() -> ColumnElement[bool]:
    """Tell in SQL which are no longer kept; an address that nobody confirmed goes first."""
    over = retention.cutoff(retention.APPLICATION)
    unconfirmed = and_(
        Admission.entry == Entry.APPLICATION,
        Admission.confirmed_at.is_(None),
        Admission.state == AdmissionState.EXPIRED,
    )
    return or_(
        unconfirmed,
        and_(
            Admission.state != AdmissionState.WAITING,
            func.coalesce(Admission.answered_at, Admission.expires_at, Admission.created_at) < over,
        ),
    )


def list_past() -> Sequence[int]:
    """Return the applications and invitations that are past their period."""
    return db.session.scalars(select(Admission.id).where(is_past()).order_by(Admission.id)).all()
