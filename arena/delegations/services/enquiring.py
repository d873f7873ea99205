"""An enquiry comes in: by the public form, or typed by staff from a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from arena import clock, config, db, tokens
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, DelegationState, Interpretation, Source
from arena.delegations.rules.ladder import UNDECIDED
from arena.delegations.rules.zones import main_zone
from arena.delegations.services.errors.enquiring import TooManyEnquiries
from arena.delegations.services.notices import tell_contact, tell_staff
from arena.messages.models import Message
from arena.references import reference_for

MOST_MAILS = 3  # Receipts to one address within an hour.
_HOUR = timedelta(hours=1)
_REPEAT = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of a delegation, by its sender or by staff."""

    name: str
    type: str
    level: str
    size: int
    starts_on: date
    ends_on: date
    language: str
    organisation_name: str
    contact_name: str
    contact_language: str
    organisation_type: str = ""
    country: str = ""
    other_dates: str = ""
    interpretation: str = Interpretation.NONE
    interpreter_language: str = ""
    topics: Sequence[str] = ()
    purpose: str = ""
    questions: str = ""
    earlier_contact: str = ""
    arrival: str = ""
    has_media: bool = False
    timezone: str = ""  # As in the country.
    contact_title: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    on_behalf_of: str = ""

    def columns(self) -> dict[str, Any]:
        """Return them as a delegation keeps them."""
        address = self.contact_email.strip().lower()
        return asdict(self) | {
            "topics": list(self.topics),
            "contact_email": address,
            "timezone": self.timezone or main_zone(self.country),
        }


def send_enquiry(facts: Facts, *, by: Actor) -> Delegation:
    """Take an enquiry in that came by the public form: a receipt goes out, and staff are told.

    The very same enquiry within a quarter of an hour is the same one. Raises `TooManyEnquiries`.
    """
    address = facts.columns()["contact_email"]
    _lock_address(address)
    repeated = _find_repeated(facts)
    if repeated is not None:
        return repeated
    _require_quiet_address(address)
    delegation = _make(facts, source=Source.FORM, by=by)
    tell_contact(delegation, "received")
    tell_staff(delegation, "new_enquiry")
    return delegation


def enter_enquiry(
    facts: Facts, *, original_text: str = "", is_told: bool = False, by: Actor
) -> Delegation:
    """Take an enquiry in that staff typed from a mail; with `is_told` the sender gets a receipt."""
    source = Source.MAIL if original_text.strip() else Source.STAFF
    delegation = _make(facts, source=source, by=by, original_text=original_text)
    if is_told:
        tell_contact(delegation, "received")
    return delegation


def _make(facts: Facts, *, source: Source, by: Actor, original_text: str = "") -> Delegation:
    now = clock.now()
    delegation = Delegation(
        **facts.columns(),
        source=source,
        original_text=original_text,
        state=DelegationState.ENQUIRY,
        state_changed_at=now,
        version=1,
        # It follows from the number, which the database gives: until then, what nobody can guess.
        reference=tokens.new()[:12],
        created_at=now,
        updated_at=now,
    )
    db.session.add(delegation)
    db.session.flush()
    delegation.reference = f"D-{reference_for(delegation.id)}"
    record(
        "delegations.enquire",
        subject=delegation,
        by=by,
        detail={"to": delegation.state, "source": str(source), "size": facts.size, "version": 1},
    )
    return delegation


def _lock_address(address: str) -> None:
    """Let two enquiries of one address come one after the other, until the transaction ends."""
    if db.dialect() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(address))))


def _find_repeated(facts: Facts) -> Delegation | None:
    """Return the delegation of the very same enquiry: who knows only the address gets no link."""
    columns = facts.columns()
    candidates = db.session.scalars(
        select(Delegation)
        .where(
            Delegation.contact_email == columns["contact_email"],
            Delegation.state.in_(UNDECIDED),
            Delegation.created_at >= clock.now() - _REPEAT,
        )
        .order_by(Delegation.id)
    )
    for delegation in candidates:
        if all(getattr(delegation, name) == value for name, value in columns.items()):
            return delegation
    return None


def _require_quiet_address(address: str) -> None:
    if config.current().rate_limits != "on":
        return
    sent: Sequence[datetime] = db.session.scalars(
        select(Message.created_at)
        .where(
            Message.template == "delegations/received",
            Message.recipient_email == address,
            Message.created_at > clock.now() - _HOUR,
        )
        .order_by(Message.created_at)
    ).all()
    if len(sent) >= MOST_MAILS:
        raise TooManyEnquiries(sent[-MOST_MAILS] + _HOUR)
