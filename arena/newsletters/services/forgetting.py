"""Forgetting to whom mailings went, once their mails are past their period."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select

from arena import db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.newsletters.models import Mailing, MailingReceiver


def list_expired_receivers() -> Sequence[int]:
    """Return the receivers of mailings that went out so long ago that mails are erased."""
    return db.session.scalars(
        select(MailingReceiver.id).where(_is_past()).order_by(MailingReceiver.id)
    ).all()


def erase_receivers(numbers: Sequence[int], by: Actor) -> int:
    """Erase such receivers; the mailing itself stays, as what the arena said."""
    erased = db.session.scalars(
        delete(MailingReceiver)
        .where(MailingReceiver.id.in_(numbers), _is_past())
        .returning(MailingReceiver.id)
        .execution_options(synchronize_session=False)
    ).all()
    if erased:
        record("newsletters.erase_receivers", subject=None, by=by, detail={"mails": len(erased)})
    return len(erased)


def _is_past() -> ColumnElement[bool]:
    old = select(Mailing.id).where(Mailing.sent_at < retention.cutoff(retention.MAIL))
    return MailingReceiver.mailing_id.in_(old)
