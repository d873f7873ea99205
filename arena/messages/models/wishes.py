"""Who no longer wants which mailings: kept by address, so that every mailing heeds it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime

ALL_MAILINGS = "all"  # The topic of who wants none.


class RefusedThrough(StrEnum):
    """How somebody said that they do not want mailings."""

    LINK = "link"  # On the page behind the link of a mail.
    ONE_CLICK = "one_click"  # By the button of their mail program (RFC 8058).
    ACCOUNT = "account"  # Signed in.
    STAFF = "staff"  # By telephone or a letter.


class MailReader(Base):
    """An address that mailings go to; its number makes the secret of its own page."""

    __tablename__ = "mail_readers"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # In lower case.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    refusals: Mapped[list[MailRefusal]] = relationship(
        back_populates="reader", cascade="all, delete-orphan", order_by="MailRefusal.id"
    )


class MailRefusal(Base):
    """That a reader does not want mailings about a topic, or any."""

    __tablename__ = "mail_refusals"
    __table_args__ = (
        CheckConstraint("through IN ('link','one_click','account','staff')", name="through"),
        UniqueConstraint("reader_id", "topic"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("mail_readers.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(60))  # "network:3", or ALL_MAILINGS.
    through: Mapped[str] = mapped_column(String(10))  # A `RefusedThrough`.
    refused_at: Mapped[datetime] = mapped_column(UtcDateTime)

    reader: Mapped[MailReader] = relationship(back_populates="refusals")
