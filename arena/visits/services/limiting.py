"""How often strangers may have an address written to, and a host told: so many times an hour.

Counted in the database, so that it holds for all processes together and from every network.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from arena import clock, config, db
from arena.audit.models import BOOKER, AuditEntry
from arena.messages.models import Message
from arena.visits.models import Visit
from arena.visits.services.errors import TooManyActs, TooManyMails
from arena.visits.services.making import plain_address

MOST_MAILS = 3  # To one address that has not answered them.
MOST_ACTS = 10  # Of the booker on one visit: each of them tells somebody.
_HOUR = timedelta(hours=1)


def require_quiet_address(
    email: str | None, error: Callable[[datetime], TooManyMails] = TooManyMails
) -> None:
    """Raise `error` when an address was asked to confirm too often in the last hour.

    Below `lock_address`. What was confirmed since does not count: who answers is no stranger.
    Requests that were taken back do, else one would ask, take back and ask again without end.
    """
    sent = _unanswered(plain_address(email)) if email and _is_counting() else []
    if len(sent) >= MOST_MAILS:
        raise error(sent[-MOST_MAILS] + _HOUR)


def require_quiet_booker(visit: Visit) -> None:
    """Raise `TooManyActs` when the booker changed a visit too often in the last hour."""
    if not _is_counting():
        return
    acts = db.session.scalars(
        select(AuditEntry.at)
        .where(
            AuditEntry.subject_type == Visit.__tablename__,
            AuditEntry.subject_id == visit.id,
            AuditEntry.actor == BOOKER.label,
            AuditEntry.at > clock.now() - _HOUR,
        )
        .order_by(AuditEntry.id)
    ).all()
    if len(acts) >= MOST_ACTS:
        raise TooManyActs(acts[-MOST_ACTS] + _HOUR)


def _is_counting() -> bool:
    return config.current().rate_limits == "on"


def _unanswered(address: str) -> list[datetime]:
    """Return when an address was asked to confirm what it has not confirmed, the latest last."""
    asked = db.session.execute(
        select(Message.created_at, Message.params)
        .where(
            Message.template == "visits/verify",
            Message.recipient_email == address,
            Message.created_at > clock.now() - _HOUR,
        )
        .order_by(Message.created_at, Message.id)
    ).all()
    numbers = {params["visit_id"] for _, params in asked}
    answered = set(
        db.session.scalars(
            select(Visit.id).where(
                Visit.id.in_(numbers),
                Visit.contact_email == address,
                Visit.email_confirmed_at.is_not(None),
            )
        )
    )
    return [at for at, params in asked if params["visit_id"] not in answered]
