"""The outbox: every mail that was, is or will be sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.events.models import Event


class MessageStatus(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # The server refused it for good, or it became useless before it could go.
    DROPPED = "dropped"  # No longer true or no longer wanted: never sent.


class Return(StrEnum):
    """What a mail server said of a mail that it had taken."""

    DEAD = "dead"  # It came back, and no mail reaches this address.
    LOST = "lost"  # It came back for another reason: a full mailbox, a filter.
    DELAYED = "delayed"  # It is still being tried.


class Message(Base):
    """One mail to one person for one reason; rendered when it is sent."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("subject", "template", "recipient_email", "occasion"),
        CheckConstraint("status IN ('waiting','sending','sent','failed','dropped')", name="status"),
        CheckConstraint(
            "calendar_method IS NULL OR calendar_method IN ('REQUEST','CANCEL')", name="method"
        ),
        CheckConstraint("returned IN ('','dead','lost','delayed')", name="returned"),
        Index(
            "ix_messages_due",
            "attempt_at",
            sqlite_where=text("status IN ('waiting','sending')"),
            postgresql_where=text("status IN ('waiting','sending')"),
        ),
        Index("ix_messages_event_id", "event_id"),
        Index("ix_messages_recipient_email", "recipient_email"),
        Index("ix_messages_status_id", "status", "id"),
        Index("ix_messages_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(60))  # What it is about: "visit:12", "user:5".
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    template: Mapped[str] = mapped_column(String(60))  # "visits/confirmed": templates/emails/<it>.*
    occasion: Mapped[str] = mapped_column(
        String(80)
    )  # Sent once for each: "1d@2026-11-26T08:00Z", "seq3".
    recipient_email: Mapped[str] = mapped_column(String(254))
    recipient_name: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(2))
    params: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # Numbers and dates, never secrets.
    calendar_method: Mapped[str | None] = mapped_column(
        String(8)
    )  # RFC 5546: carries the event as iTIP.
    calendar_sequence: Mapped[int | None]  # The event's SEQUENCE when it was sent.
    message_id: Mapped[str] = mapped_column(
        String(120), unique=True
    )  # RFC 5322, fixed when queued.
    status: Mapped[str] = mapped_column(String(8), default=MessageStatus.WAITING)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempt_at: Mapped[datetime] = mapped_column(
        UtcDateTime
    )  # `due_at`, then later after each failure.
    useless_after: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(String(400), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_subject: Mapped[str] = mapped_column(String(300), default="")
    sent_text: Mapped[str] = mapped_column(
        Text, default=""
    )  # As sent, with the secrets of links left out.
    returned: Mapped[str] = mapped_column(String(8), default="")  # A `Return`, or none.
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_words: Mapped[str] = mapped_column(String(400), default="")  # The server's own.

    event: Mapped[Event | None] = relationship()
