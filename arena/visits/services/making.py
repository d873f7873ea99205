"""From what somebody asked for to a visit in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from arena import clock, db, tokens
from arena.events.models import Event
from arena.references import reference_for
from arena.visits.links import manage_token
from arena.visits.models import Offer, Visit, VisitState
from arena.visits.rules.deadlines import REPEAT_MINUTES, unverified_hold
from arena.visits.rules.fees import fee_due
from arena.visits.rules.ladder import OPEN


@dataclass(frozen=True, kw_only=True)
class Booker:
    """Who asks, on whose behalf, and what for: what every request has."""

    group_size: int
    contact_name: str
    contact_email: str  # Empty for who has only called: then there is a number.
    contact_language: str  # Of mails and of the booker's page: "sv" or "en".
    contact_phone: str | None = None
    organisation_name: str = ""
    organisation_type: str = ""  # An `OrganisationType`, or empty where it was not asked for.
    organisation_number: str | None = None
    country: str = "SE"
    purpose: str = ""
    questions: str = ""
    access_needs: str = ""
    has_interpreter: bool = False
    exemption_ground: str | None = None
    invoice_reference: str = ""


@dataclass(frozen=True, kw_only=True)
class BookingRequest(Booker):
    """A request for a visit: `starts_at` is held, `alternatives` (best first) would do as well."""

    starts_at: datetime
    language: str  # Of the visit: one of the offer's.
    alternatives: tuple[datetime, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeatRequest(Booker):
    """A request for seats on an open walk; `group_size` is how many."""


def make_visit(offer: Offer, event: Event, request: Booker, *, language: str) -> Visit:
    """Make the visit of a request, with its reference and the booker's own link."""
    now = clock.now()
    visit = Visit(
        **_own_facts(request),
        offer=offer,
        event=event,
        language=language,
        state=VisitState.UNVERIFIED,
        state_changed_at=now,
        version=1,
        token_version=1,
        fee_sek=fee_due(offer.fee_sek, request.exemption_ground, offer.exemptions),
        hold_until=unverified_hold(now, event.starts_at),
        # Both follow from the number, which the database gives: until then, what nobody can guess.
        reference=tokens.new()[:12],
        token_hash=tokens.new(),
        created_at=now,
        updated_at=now,
    )
    db.session.add(visit)
    db.session.flush()
    visit.reference = reference_for(visit.id)
    visit.token_hash = tokens.digest(manage_token(visit))
    db.session.flush()
    return visit


def lock_address(email: str | None) -> None:
    """Let two requests of one address come one after the other, until the transaction ends."""
    if email and db.dialect() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(plain_address(email)))))


def find_repeated(
    offer: Offer,
    request: Booker,
    starts_at: datetime,
    language: str,
    alternatives: Sequence[datetime] = (),
) -> Visit | None:
    """Return the visit that the very same request made a few minutes ago, if it did.

    Everything must be the same: who knows only an address and a time gets no link to a booking.
    """
    since = clock.now() - timedelta(minutes=REPEAT_MINUTES)
    facts = _own_facts(request)
    candidates = db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .where(
            Visit.contact_email == facts["contact_email"],
            Visit.offer_id == offer.id,
            Visit.language == language,
            Visit.state.in_(OPEN),
            Visit.created_at >= since,
            Event.starts_at == starts_at,
        )
        .order_by(Visit.id)
    )
    for visit in candidates:
        others = [choice.starts_at for choice in visit.alternatives]
        if others == list(alternatives) and all(
            getattr(visit, name) == value for name, value in facts.items()
        ):
            return visit
    return None


def _own_facts(request: Booker) -> dict[str, object]:
    facts = asdict(request)
    for name in ("starts_at", "alternatives", "language"):
        facts.pop(name, None)
    return facts | {"contact_email": plain_address(request.contact_email) or None}


def plain_address(email: str) -> str:
    """Return an address as it is kept, so that one address is written in one way."""
    return email.strip().lower()
