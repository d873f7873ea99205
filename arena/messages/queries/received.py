"""Reads of what came back: received mails, addresses that no mail reaches, the mailbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload

from arena import config, db
from arena.directory.models import Person
from arena.errors import NotFound
from arena.messages.models import Mailbox, Message, ReceivedMail, UndeliverableAddress
from arena.messages.reasons import Explained, explained

_AT_A_TIME = 500


@dataclass(frozen=True)
class MailboxState:
    """How reading the mailbox fares: `word` is unread, well or trouble."""

    word: str
    read_at: datetime | None = None
    trouble: Explained | None = None
    since: datetime | None = None
    retry_at: datetime | None = None


def is_mailbox_read() -> bool:
    """Tell whether anybody reads what calendars and mail servers answer: ARENA_IMAP_URL is set."""
    return config.current().imap_url is not None


def get_mailbox_state() -> MailboxState:
    """Return how reading the mailbox fares."""
    if not is_mailbox_read():
        return MailboxState("unread")
    box = db.session.get(Mailbox, 1, populate_existing=True)
    read_at = box.read_at if box else None
    if box is None or not box.trouble:
        return MailboxState("well", read_at)
    return MailboxState("trouble", read_at, explained(box.trouble), box.trouble_since, box.retry_at)


def list_received(
    *, only_open: bool, limit: int, offset: int
) -> tuple[Sequence[ReceivedMail], int]:
    """Return one page of received mails, the newest first, and how many there are in all."""
    condition = ReceivedMail.is_open if only_open else ReceivedMail.id.is_not(None)
    total = db.session.scalar(select(func.count(ReceivedMail.id)).where(condition)) or 0
    rows = db.session.scalars(
        select(ReceivedMail)
        .where(condition)
        .options(
            joinedload(ReceivedMail.event),
            joinedload(ReceivedMail.message).joinedload(Message.event),
            defer(ReceivedMail.text),
        )
        .order_by(ReceivedMail.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return rows, total


def list_open(limit: int) -> Sequence[ReceivedMail]:
    """Return the newest received mails that a person must see to."""
    return db.session.scalars(
        select(ReceivedMail)
        .where(ReceivedMail.is_open)
        .options(defer(ReceivedMail.text))
        .order_by(ReceivedMail.id.desc())
        .limit(limit)
    ).all()


@db.once_while_reading
def count_open() -> int:
    """Return how many received mails a person must see to."""
    return db.session.scalar(select(func.count(ReceivedMail.id)).where(ReceivedMail.is_open)) or 0


def get_received(number: int) -> ReceivedMail:
    """Return a received mail; raise `NotFound`."""
    mail = db.session.get(ReceivedMail, number)
    if mail is None:
        raise NotFound
    return mail


def is_undeliverable(address: str | None) -> bool:
    """Tell whether mail to an address came back for good, and nobody has said that it works."""
    return bool(address) and bool(undeliverable_among([address or ""]))


def undeliverable_among(addresses: Collection[str]) -> set[str]:
    """Return those of some addresses, as they are given, that no mail reaches.

    Mailings leave them out; a mail to one person alone is tried all the same.
    """
    given = sorted(set(addresses))
    dead: set[str] = set()
    for start in range(0, len(given), _AT_A_TIME):
        folded = [address.lower() for address in given[start : start + _AT_A_TIME]]
        dead |= set(
            db.session.scalars(
                select(UndeliverableAddress.address).where(UndeliverableAddress.address.in_(folded))
            )
        )
    return {address for address in given if address.lower() in dead}


def find_undeliverable(address: str | None) -> UndeliverableAddress | None:
    """Return what is known of an address that no mail reaches."""
    if not address:
        return None
    return db.session.scalar(
        select(UndeliverableAddress).where(UndeliverableAddress.address == address.lower())
    )


def list_undeliverable(*, limit: int, offset: int) -> tuple[Sequence[UndeliverableAddress], int]:
    """Return one page of the addresses that no mail reaches, the newest first, and their number."""
    rows = db.session.scalars(
        select(UndeliverableAddress)
        .order_by(UndeliverableAddress.since.desc(), UndeliverableAddress.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return rows, count_undeliverable()


@db.once_while_reading
def count_undeliverable() -> int:
    """Return how many addresses no mail reaches."""
    return db.session.scalar(select(func.count(UndeliverableAddress.id))) or 0


def get_undeliverable(number: int) -> UndeliverableAddress:
    """Return an address that no mail reaches; raise `NotFound` once it works again."""
    address = db.session.get(UndeliverableAddress, number)
    if address is None:
        raise NotFound
    return address


def map_people(addresses: Collection[str]) -> Mapping[str, Person]:
    """Return who in the directory has which of some addresses, by the address in small letters."""
    folded = func.lower(Person.email)
    found = db.session.scalars(
        select(Person).where(folded.in_({address.lower() for address in addresses}))
    )
    return {(person.email or "").lower(): person for person in found}


def map_received(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what received mails were found to be, by their numbers."""
    wanted = select(ReceivedMail.id, ReceivedMail.kind).where(ReceivedMail.id.in_(numbers))
    return dict(iter(db.session.execute(wanted)))
