"""Reads of the outbox, for staff: what waits, what was sent, what stopped, how the server fares."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import defer, joinedload

from arena import clock, config, db
from arena.errors import NotFound
from arena.messages.kinds import list_sealed
from arena.messages.models import MailServer, Message, MessageStatus, ReceivedMail
from arena.messages.reasons import Explained, Reason, explained
from arena.web.numbers import read_whole


class Tab(StrEnum):
    """The views of the outbox."""

    WAITING = "waiting"
    SENT = "sent"
    STOPPED = "stopped"
    ALL = "all"


_STATUSES: dict[Tab, tuple[MessageStatus, ...]] = {
    Tab.WAITING: (MessageStatus.WAITING, MessageStatus.SENDING),
    Tab.SENT: (MessageStatus.SENT,),
    Tab.STOPPED: (MessageStatus.FAILED, MessageStatus.DROPPED),
}


@dataclass(frozen=True)
class MailState:
    """How mail fares: `word` is kept, well, trouble or stopped."""

    word: str
    due: int
    trouble: Explained | None = None
    since: datetime | None = None
    retry_at: datetime | None = None
    is_restored: bool = False  # What waits may have gone out before the copy took its place.


def list_messages(
    tab: Tab, *, receiver: str = "", about: str = "", limit: int, offset: int
) -> tuple[Sequence[Message], int]:
    """Return one page of messages, and how many there are in all.

    `receiver` is an address, or a part of an address or a name; `about` is a subject ("visit:12")
    or an event ("event:7"), to which all mails of the event belong. What is sealed stands here only
    once it could not be delivered, and no filter finds it.
    """
    query = _filtered(select(Message), tab, receiver, about)
    total = db.session.scalar(_filtered(select(func.count(Message.id)), tab, receiver, about)) or 0
    order: tuple[Any, ...] = (Message.id.desc(),)
    if tab is Tab.WAITING:
        order = (Message.attempt_at, Message.id)
    rows = db.session.scalars(
        query.options(joinedload(Message.event), defer(Message.sent_text))
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    ).all()
    return rows, total


def count_tabs(receiver: str = "", about: str = "") -> dict[Tab, int]:
    """Return how many messages each tab lists, with the same filters as `list_messages`."""
    query: Any = select(Message.status, func.count(Message.id)).group_by(Message.status)
    rows = db.session.execute(_filtered(query, Tab.ALL, receiver, about))
    counts: dict[str, int] = dict(iter(rows))
    return {
        tab: sum(counts.get(status, 0) for status in _STATUSES.get(tab, tuple(MessageStatus)))
        for tab in Tab
    }


def count_messages(*statuses: MessageStatus) -> int:
    """Return how many messages have one of the statuses."""
    counted = select(func.count(Message.id)).where(Message.status.in_(statuses))
    return db.session.scalar(counted) or 0


@db.once_while_reading
def count_needing_attention() -> int:
    """Return how many mails wait for somebody to look: sent ones that failed, received ones.

    A stopped server is one more. It stands in the rail, so it is one question.
    """
    failed = select(func.count(Message.id)).where(Message.status == MessageStatus.FAILED)
    received = select(func.count(ReceivedMail.id)).where(ReceivedMail.is_open)
    is_stopped = select(MailServer.is_stopped)
    asked = select(
        failed.scalar_subquery(), received.scalar_subquery(), is_stopped.scalar_subquery()
    )
    return sum(int(each or 0) for each in db.session.execute(asked).one())


def get_message(message_id: int) -> Message:
    """Return a message; raise `NotFound`."""
    message = db.session.get(Message, message_id)
    if message is None:
        raise NotFound
    return message


def map_templates(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the templates of mails by their numbers."""
    wanted = select(Message.id, Message.template).where(Message.id.in_(numbers))
    return dict(iter(db.session.execute(wanted)))


def find_mail_server() -> MailServer | None:
    """Return what is known of the mail server: nothing before the first trouble."""
    return db.session.get(MailServer, 1)


def is_mail_kept() -> bool:
    """Tell whether mail only stands here to be read, because no mail server is set."""
    return config.current().smtp_url is None


def get_mail_state() -> MailState:
    """Return how mail fares, and how many mails are due that have not gone out."""
    server = db.session.get(MailServer, 1, populate_existing=True)
    due = _count_due()
    if is_mail_kept():
        return MailState("kept", due)
    if server is None or not (server.trouble or server.is_stopped):
        return MailState("well", due)
    return MailState(
        word="stopped" if server.is_stopped else "trouble",
        due=due,
        trouble=explained(server.trouble),
        since=server.trouble_since,
        retry_at=server.retry_at,
        is_restored=server.trouble == Reason.RESTORED,
    )


def _count_due() -> int:
    counted = select(func.count(Message.id)).where(
        Message.status.in_(_STATUSES[Tab.WAITING]), Message.attempt_at <= clock.now()
    )
    return db.session.scalar(counted) or 0


def _filtered(query: Select[Any], tab: Tab, receiver: str, about: str) -> Select[Any]:
    sealed = list_sealed()
    if receiver or about:
        query = query.where(Message.template.not_in(sealed))
    elif sealed:
        has_failed = (Message.status == MessageStatus.FAILED) | (Message.returned != "")
        query = query.where(Message.template.not_in(sealed) | has_failed)
    if tab is not Tab.ALL:
        query = query.where(Message.status.in_(_STATUSES[tab]))
    if receiver:
        query = query.where(_is_receiver(receiver))
    if about:
        query = query.where(_is_about(about))
    return query


def _is_receiver(text: str) -> ColumnElement[bool]:
    if "@" in text.strip("@"):
        return Message.recipient_email == text.lower()
    return or_(
        Message.recipient_email.icontains(text, autoescape=True),
        Message.recipient_name.icontains(text, autoescape=True),
    )


def _is_about(about: str) -> ColumnElement[bool]:
    kind, _, text = about.partition(":")
    is_subject = Message.subject == about
    number = read_whole(text)
    if kind == "event" and number is not None:
        return or_(is_subject, Message.event_id == number)
    return is_subject
