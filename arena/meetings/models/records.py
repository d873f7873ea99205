"""The notes or minutes of a meeting: drafted, sent, approved, and then as they are."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Person
from arena.meetings.models.meetings import Meeting


class RecordKind(StrEnum):
    """Notes are what was said; minutes are approved, and are then a record of the authority."""

    NOTES = "notes"
    MINUTES = "minutes"


class RecordState(StrEnum):
    """Where the record of a meeting stands."""

    DRAFT = "draft"
    SENT = "sent"  # The members may read it, and minutes wait for approval.
    APPROVED = "approved"  # Minutes alone: from now on nothing in them changes.


class Part(StrEnum):
    """In what part somebody approves minutes."""

    CHAIR = "chair"
    ADJUSTER = "adjuster"  # Swedish “justerare”.


class Record(Base):
    """The notes or minutes of a meeting; what approved minutes say is kept as it was."""

    __tablename__ = "meeting_records"
    __table_args__ = (
        CheckConstraint("kind IN ('notes','minutes')", name="kind"),
        CheckConstraint("state IN ('draft','sent','approved')", name="state"),
        UniqueConstraint("meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))  # A `RecordKind`.
    state: Mapped[str] = mapped_column(String(10), default=RecordState.DRAFT)
    opening: Mapped[str] = mapped_column(Text, default="")  # Before the items.
    closing: Mapped[str] = mapped_column(Text, default="")  # After them.
    secretary: Mapped[str] = mapped_column(String(120), default="")
    registry_number: Mapped[str] = mapped_column(String(40), default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    comments_until: Mapped[date | None]  # The last day for comments on minutes.
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # All of it, as approved.
    version: Mapped[int] = mapped_column(default=1)  # Of its own words; items have theirs.
    sendings: Mapped[int] = mapped_column(default=0)  # How often it was mailed.
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    meeting: Mapped[Meeting] = relationship()
    approvals: Mapped[list[Approval]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Approval.id"
    )
    comments: Mapped[list[RecordComment]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="RecordComment.id"
    )
    corrections: Mapped[list[Correction]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Correction.id"
    )


class Approval(Base):
    """Who is to approve minutes, and whether they have."""

    __tablename__ = "record_approvals"
    __table_args__ = (
        CheckConstraint("part IN ('chair','adjuster')", name="part"),
        UniqueConstraint("record_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("meeting_records.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))  # As it stands in the minutes.
    part: Mapped[str] = mapped_column(String(8))  # A `Part`.
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # Of who noted it.
    words: Mapped[str] = mapped_column(String(200), default="")  # How, where it was not here.

    record: Mapped[Record] = relationship(back_populates="approvals")
    person: Mapped[Person | None] = relationship()
    noted_by: Mapped[User | None] = relationship()


class RecordComment(Base):
    """What somebody says about minutes before they are approved."""

    __tablename__ = "record_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_records.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    record: Mapped[Record] = relationship(back_populates="comments")
    author: Mapped[User] = relationship()


class Correction(Base):
    """A note that was added to approved minutes; they themselves stay as they are."""

    __tablename__ = "record_corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_records.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    record: Mapped[Record] = relationship(back_populates="corrections")
    author: Mapped[User] = relationship()
