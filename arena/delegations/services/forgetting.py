"""Erasing what is known of a delegation's people once the time for it is over; figures stay.

What was written down in words goes too, since such words name people. Size, head-count, type,
country, topics and places stay, and so do the report, which names nobody, gifts and expenses.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import (
    Contact,
    Delegation,
    DelegationRole,
    DeskCard,
    Document,
    Gift,
    Promise,
    Vetting,
)
from arena.delegations.queries.expired_guests import is_guest_due
from arena.delegations.services.releasing import forget_people
from arena.events.services import forget_outsiders

_WORDS = (
    "contact_name",
    "contact_title",
    "contact_email",
    "contact_phone",
    "on_behalf_of",
    "original_text",
    "earlier_contact",
    "arrival",
    "questions",
    "purpose",
    "other_dates",
    "closing_words",
    "staff_note",
    "meeting_link",
)


def erase_guests(delegation_ids: Sequence[int], by: Actor) -> int:
    """Erase who asked, who had a role, whom one met, what was promised, and the documents."""
    found = db.session.scalars(
        select(Delegation)
        .where(Delegation.id.in_(delegation_ids))
        .order_by(Delegation.id)
        .with_for_update(of=Delegation)
        .execution_options(populate_existing=True)
    ).all()
    due = [each for each in found if not each.is_erased and is_guest_due(each)]
    for delegation in due:
        _erase(delegation)
    if due:
        record("delegations.erase", subject=None, by=by, detail={"delegations": len(due)})
    return len(due)


def _erase(delegation: Delegation) -> None:
    for name in _WORDS:
        setattr(delegation, name, "")
    for table in (DelegationRole, DeskCard, Contact, Promise):
        db.session.execute(delete(table).where(table.delegation_id == delegation.id))
    for document in db.session.scalars(
        select(Document).where(Document.delegation_id == delegation.id)
    ):
        db.session.delete(document)
    for gift in db.session.scalars(select(Gift).where(Gift.delegation_id == delegation.id)):
        gift.person = ""
    for vetting in db.session.scalars(
        select(Vetting).where(Vetting.delegation_id == delegation.id)
    ):
        vetting.reason = vetting.answer = ""
    for item in delegation.items:
        forget_outsiders(item.event)
        for party in item.parties:
            party.question = party.reply = ""
            if party.resource_id is None:
                db.session.delete(party)
    forget_people(delegation)
    delegation.erased_at = clock.now()
    db.session.flush()
    db.session.expire(delegation)
