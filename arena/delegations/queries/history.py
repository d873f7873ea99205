"""All that happened to a delegation: acts of its trail, and mails about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import AuditEntry
from arena.audit.queries import list_entries
from arena.delegations.models import Delegation
from arena.messages.models import Message


@dataclass(frozen=True)
class Told:
    """One thing that happened: a line of the trail, or a mail that was or will be sent.

    `is_ours`: the mail is to one of the arena's own.
    """

    at: datetime
    entry: AuditEntry | None = None
    message: Message | None = None
    is_ours: bool = False


def mail_subject(delegation: Delegation) -> str:
    """Return what the outbox calls a delegation."""
    return f"delegation:{delegation.id}"


def timeline_of(delegation: Delegation) -> list[Told]:
    """Return what was done to a delegation and what was mailed about it, the latest first."""
    acts = [Told(entry.at, entry=entry) for entry in list_entries(delegation)]
    messages = db.session.scalars(
        select(Message).where(Message.subject == mail_subject(delegation)).order_by(Message.id)
    ).all()
    addresses = {each.recipient_email for each in messages}
    ours = set(db.session.scalars(select(User.email).where(User.email.in_(addresses))))
    mails = [
        Told(each.sent_at or each.due_at, message=each, is_ours=each.recipient_email in ours)
        for each in messages
    ]
    return sorted([*mails, *acts], key=lambda each: each.at, reverse=True)


def list_since(delegation: Delegation, version: int) -> Sequence[AuditEntry]:
    """Return what was done to a delegation since it had a version, the latest first."""
    return [each for each in list_entries(delegation) if _version(each) > version]


def _version(entry: AuditEntry) -> int:
    version = entry.detail.get("version", 0)
    return version if isinstance(version, int) else 0
