"""Reads of mailings and of how they arrived."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import SavedSearch
from arena.errors import NotFound
from arena.messages.models import Message, MessageStatus, Return
from arena.newsletters.meanings import mailing_title
from arena.newsletters.models import BEFORE_SENDING, Mailing, MailingReceiver, MailingState


@dataclass(frozen=True)
class Arrival:
    """How many receivers stand how with a mailing."""

    waiting: int = 0
    sent: int = 0
    returned: int = 0  # Came back, or the server refused it.
    dropped: int = 0  # Not sent in the end: refused meanwhile, or stopped.
    refused: int = 0  # Left out: they want no such mail.
    undeliverable: int = 0  # Left out: no mail reaches them.

    @property
    def total(self) -> int:
        """All to whom it went or should have gone."""
        return self.waiting + self.sent + self.returned + self.dropped


def get_mailing(mailing_id: int) -> Mailing:
    """Return a mailing; raise `NotFound`."""
    mailing = db.session.get(Mailing, mailing_id)
    if mailing is None:
        raise NotFound
    return mailing


def name_mailings(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what mailings are called, by their numbers."""
    found = db.session.scalars(select(Mailing).where(Mailing.id.in_(numbers)))
    return {mailing.id: mailing_title(mailing) for mailing in found}


def list_mailings(
    *, is_over: bool, networks: Collection[int] | None, limit: int, offset: int = 0
) -> tuple[Sequence[Mailing], int]:
    """Return a page of mailings, the latest first, and how many there are.

    `is_over`: those that went out or were stopped, else those being written or waiting.
    `networks`: only those to these; None for all.
    """
    query: Select[Mailing] = select(Mailing)
    states = [state for state in MailingState if (state not in BEFORE_SENDING) == is_over]
    query = query.where(Mailing.state.in_(states))
    if networks is not None:
        query = query.where(Mailing.network_id.in_(networks))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = (
        query.options(joinedload(Mailing.network), joinedload(Mailing.saved_search))
        .order_by(func.coalesce(Mailing.sent_at, Mailing.updated_at).desc(), Mailing.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return db.session.scalars(page).all(), total


def list_sent_to(network_ids: Collection[int], *, limit: int) -> Sequence[Mailing]:
    """Return what went out to some networks, the latest first."""
    return db.session.scalars(
        select(Mailing)
        .where(Mailing.network_id.in_(network_ids), Mailing.state == MailingState.SENT)
        .order_by(Mailing.sent_at.desc(), Mailing.id.desc())
        .limit(limit)
    ).all()


def list_due() -> Sequence[int]:
    """Return the mailings that go out now, and those that are on their way."""
    due = (Mailing.state == MailingState.PLANNED) & (Mailing.send_at <= clock.now())
    return db.session.scalars(
        select(Mailing.id)
        .where(or_(due, Mailing.state == MailingState.SENDING))
        .order_by(Mailing.id)
    ).all()


def list_searches(user: User) -> Sequence[SavedSearch]:
    """Return the saved searches that somebody may write to: their own, and the team's."""
    return db.session.scalars(
        select(SavedSearch)
        .where(or_(SavedSearch.owner_id == user.id, SavedSearch.is_shared))
        .order_by(SavedSearch.name, SavedSearch.id)
    ).all()


def arrival_of(mailing: Mailing) -> Arrival:
    """Count how a mailing arrived."""
    is_back = func.coalesce(Message.returned, "").in_((Return.DEAD, Return.LOST))
    rows = db.session.execute(
        select(
            MailingReceiver.left_out,
            Message.status,
            is_back,
            func.count(),
        )
        .outerjoin(Message, Message.id == MailingReceiver.message_id)
        .where(MailingReceiver.mailing_id == mailing.id)
        .group_by(MailingReceiver.left_out, Message.status, is_back)
    )
    counts = dict.fromkeys(Arrival.__dataclass_fields__, 0)
    for left_out, status, is_returned, count in rows:
        counts[left_out or _column(mailing, status, is_returned=is_returned)] += count
    return Arrival(**counts)


def list_receivers(
    mailing: Mailing, *, limit: int, offset: int = 0
) -> Sequence[tuple[MailingReceiver, Message | None]]:
    """Return some of those to whom a mailing went, with the mail that they got."""
    rows = db.session.execute(
        select(MailingReceiver, Message)
        .outerjoin(Message, Message.id == MailingReceiver.message_id)
        .where(MailingReceiver.mailing_id == mailing.id)
        .order_by(MailingReceiver.name, MailingReceiver.id)
        .limit(limit)
        .offset(offset)
    )
    return [(receiver, message) for receiver, message in rows]


def _column(mailing: Mailing, status: str | None, *, is_returned: bool) -> str:
    if is_returned or status == MessageStatus.FAILED:
        return "returned"
    if status is None:  # Not queued yet, or its mail has been erased since.
        return "waiting" if mailing.state == MailingState.SENDING else "sent"
    return {MessageStatus.SENT: "sent", MessageStatus.DROPPED: "dropped"}.get(
        MessageStatus(status), "waiting"
    )
