"""Mailings: newsletters and notices, to whom they go, and who got them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Person, SavedSearch
from arena.networks.models import Network


class MailingKind(StrEnum):
    """A newsletter comes now and then and tells many things; a notice tells one."""

    NEWSLETTER = "newsletter"
    NOTICE = "notice"


class MailingState(StrEnum):
    """Where a mailing stands."""

    DRAFT = "draft"
    PLANNED = "planned"  # Goes out at `send_at`.
    SENDING = "sending"  # Its receivers are fixed, and are put into the outbox bit by bit.
    SENT = "sent"  # All of it is in the outbox.
    STOPPED = "stopped"  # What had not gone out by then stays here.


BEFORE_SENDING = (MailingState.DRAFT, MailingState.PLANNED)


class Mailing(Base):
    """A newsletter or a notice, to a network or to whom a saved search finds when it goes out."""

    __tablename__ = "mailings"
    __table_args__ = (
        CheckConstraint("kind IN ('newsletter','notice')", name="kind"),
        CheckConstraint("state IN ('draft','planned','sending','sent','stopped')", name="state"),
        CheckConstraint("network_id IS NULL OR saved_search_id IS NULL", name="audience"),
        Index("ix_mailings_state_send_at", "state", "send_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))  # A `MailingKind`.
    state: Mapped[str] = mapped_column(String(10), default=MailingState.DRAFT)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"), index=True)
    circles: Mapped[list[str]] = mapped_column(JSON, default=list)  # Of the network; empty: all.
    has_groups: Mapped[bool] = mapped_column(default=False)  # Its working groups' people too.
    saved_search_id: Mapped[int | None] = mapped_column(
        ForeignKey("saved_searches.id", ondelete="SET NULL"), index=True
    )
    subject_sv: Mapped[str] = mapped_column(String(120), default="")
    subject_en: Mapped[str] = mapped_column(String(120), default="")
    body_sv: Mapped[str] = mapped_column(Text, default="")  # Markdown.
    body_en: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    send_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network | None] = relationship()
    saved_search: Mapped[SavedSearch | None] = relationship()
    author: Mapped[User] = relationship()


class MailingReceiver(Base):
    """Somebody to whom a mailing went, or who was left out and why; erased with old mail."""

    __tablename__ = "mailing_receivers"
    __table_args__ = (
        CheckConstraint("left_out IN ('','refused','undeliverable')", name="left_out"),
        UniqueConstraint("mailing_id", "email"),
        Index("ix_mailing_receivers_mailing_id_is_queued", "mailing_id", "is_queued"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))  # In lower case.
    language: Mapped[str] = mapped_column(String(2))
    is_queued: Mapped[bool] = mapped_column(default=False)
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="SET NULL"), index=True
    )
    left_out: Mapped[str] = mapped_column(String(14), default="")

    mailing: Mapped[Mailing] = relationship()
    person: Mapped[Person | None] = relationship()
