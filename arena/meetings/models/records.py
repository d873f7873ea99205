"""The agenda of a meeting, what was said and decided, and what somebody promised to do."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Person
from arena.meetings.models.meetings import Meeting
from arena.networks.models import Network


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"


class RecordKind(StrEnum):
    """Notes are what was said; minutes are approved, and are then a record of the authority."""

    NOTES = "notes"
    MINUTES = "minutes"


class RecordState(StrEnum):
    """Where the record of a meeting stands."""

    DRAFT = "draft"
    SENT = "sent"  # The members may read it, and minutes wait for approval.
    APPROVED = "approved"  # Minutes alone: from now on nothing in them changes.


class ActionState(StrEnum):
    """Where something that was promised stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class AgendaItem(Base):
    """One item of an agenda, and what was said about it."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("kind IN ('information','discussion','decision')", name="kind"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        Index("ix_agenda_items_meeting_id_position", "meeting_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))  # In the language of the meeting.
    kind: Mapped[str] = mapped_column(String(12), default=ItemKind.DISCUSSION)
    minutes: Mapped[int | None]  # How long it may take.
    presenter: Mapped[str] = mapped_column(String(160), default="")
    background: Mapped[str] = mapped_column(Text, default="")  # What to know beforehand.
    notes: Mapped[str] = mapped_column(Text, default="")  # What was said.
    is_carried_on: Mapped[bool] = mapped_column(default=False)  # Comes up again next time.
    carried_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="SET NULL"), unique=True
    )

    meeting: Mapped[Meeting] = relationship()
    carried_from: Mapped[AgendaItem | None] = relationship(remote_side=id)
    decisions: Mapped[list[Decision]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Decision.id"
    )


class Decision(Base):
    """What a meeting decided."""

    __tablename__ = "meeting_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    registry_number: Mapped[str] = mapped_column(String(40), default="")  # Swedish dnr.

    item: Mapped[AgendaItem] = relationship(back_populates="decisions")


class Action(Base):
    """Something that somebody promised to do until a day; it comes back until it is closed."""

    __tablename__ = "actions"
    __table_args__ = (
        CheckConstraint("state IN ('open','done','dropped')", name="state"),
        Index("ix_actions_network_id_state", "network_id", "state"),
        Index("ix_actions_state_due_on", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL"), index=True
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )  # None once its owner has left: somebody has to take it over.
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), default=ActionState.OPEN)
    closing_words: Mapped[str] = mapped_column(String(500), default="")  # What came of it.
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    owner: Mapped[Person | None] = relationship()
    closed_by: Mapped[User | None] = relationship()


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
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # All of it, as approved.
    version: Mapped[int] = mapped_column(default=1)  # Of the record and of what items say.
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    meeting: Mapped[Meeting] = relationship()
    approved_by: Mapped[User | None] = relationship()
