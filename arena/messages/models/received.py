"""What came back: mails that were received, addresses that no mail reaches, calendars' answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.messages.models.outbox import Message


class Received(StrEnum):
    """What a mail that came in was found to be."""

    REPLY = "reply"  # A calendar program's own answer to an invitation.
    RETURN = "return"  # A mail server tells what became of a mail of ours.
    AUTOMATIC = "automatic"  # Nobody wrote it: somebody is away, a mail was opened.
    CIRCULAR = "circular"  # Sent to many, or found to be spam.
    LETTER = "letter"  # A person wrote it.
    UNREADABLE = "unreadable"  # Nobody knows.


class Outcome(StrEnum):
    """What came of a mail that came in: settled by itself, or why a person must see to it."""

    SETTLED = "settled"
    OLDER = "older"  # A newer answer of the same person is known.
    DELAYED = "delayed"
    DELIVERED = "delivered"
    MAILING_RETURNED = "mailing_returned"  # One of many: the address is noted, and that is all.
    SET_ASIDE = "set_aside"
    TO_READ = "to_read"
    RETURNED = "returned"
    ANOTHER_TIME = "another_time"
    DELEGATED = "delegated"
    UNDECIDED = "undecided"  # An answer without an answer.
    OUTDATED = "outdated"  # It answers an invitation that has been replaced.
    NOT_INVITED = "not_invited"
    NOT_THEIRS = "not_theirs"  # Somebody answers for another.
    UNPROVEN = "unproven"  # The receiving server doubts the sender.
    UNKNOWN_EVENT = "unknown_event"
    NOT_TAKEN = "not_taken"
    UNMATCHED = "unmatched"  # A mail came back, and nobody knows which.
    PACKED = "packed"
    TOO_BIG = "too_big"
    BROKEN = "broken"
    FAULT = "fault"  # Ours: it could be read, and not handled.

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody must look."""
        return self not in _NEEDS_NOBODY


_NEEDS_NOBODY = {
    Outcome.SETTLED,
    Outcome.OLDER,
    Outcome.DELAYED,
    Outcome.DELIVERED,
    Outcome.MAILING_RETURNED,
    Outcome.SET_ASIDE,
}


class ReceivedMail(Base):
    """One mail that came into the arena's mailbox, kept so that it is handled once.

    What it says is kept only where a person must see to it. `key` is made of the mail itself, so
    that it is known again whatever number the mailbox gives it.
    """

    __tablename__ = "received_mails"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('reply','return','automatic','circular','letter','unreadable')", name="kind"
        ),
        Index("ix_received_mails_is_open_id", "is_open", "id"),
        Index("ix_received_mails_sender_email", "sender_email"),
        Index("ix_received_mails_received_at", "received_at"),
        Index("ix_received_mails_message_id", "message_id"),
        Index("ix_received_mails_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger, default=0)
    uid: Mapped[int] = mapped_column(BigInteger, default=0)
    is_to_file: Mapped[bool] = mapped_column(default=False)  # Still to be moved to the folder.
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)  # When the worker read it.
    kind: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(20))  # An `Outcome`: what came of it.
    is_open: Mapped[bool]  # A person must see to it.
    sender_email: Mapped[str] = mapped_column(String(254), default="")
    sender_name: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[str] = mapped_column(String(300), default="")  # Its subject.
    text: Mapped[str] = mapped_column(Text, default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"))
    dealt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dealt_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    event: Mapped[Event | None] = relationship()
    message: Mapped[Message | None] = relationship()  # The mail of ours that it is about.
    dealer: Mapped[User | None] = relationship()


class UndeliverableAddress(Base):
    """An address that no mail reaches, until somebody says that it works again."""

    __tablename__ = "undeliverable_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(254), unique=True)  # In small letters.
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(String(400), default="")  # The server's own.
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="SET NULL"), index=True
    )


class CalendarAnswer(Base):
    """How recent the latest answer of an address about an event is: older ones count no more."""

    __tablename__ = "calendar_answers"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    sequence: Mapped[int]
    stamped_at: Mapped[datetime] = mapped_column(UtcDateTime)
