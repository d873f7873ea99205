"""The agenda of a meeting, who was there besides, and what somebody promised to do."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
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


class ItemRole(StrEnum):
    """What an item shows beside its words."""

    PLAIN = "plain"
    ACTIONS = "actions"  # The actions of the network that are open.


class ActionState(StrEnum):
    """Where something that was promised stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class StandingItem(Base):
    """An item that every agenda of a network has, until it is left out there."""

    __tablename__ = "standing_items"
    __table_args__ = (
        CheckConstraint("kind IN ('information','discussion','decision')", name="kind"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(
        ForeignKey("networks.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    is_last: Mapped[bool] = mapped_column(default=False)  # After what the meeting itself has.
    title_sv: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(12))  # An `ItemKind`.
    minutes: Mapped[int | None]

    network: Mapped[Network] = relationship()


class AgendaItem(Base):
    """One item of an agenda, and what was said about it."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("kind IN ('information','discussion','decision')", name="kind"),
        CheckConstraint("role IN ('plain','actions')", name="role"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
        Index("ix_agenda_items_meeting_id_position", "meeting_id", "position"),
        UniqueConstraint("meeting_id", "standing_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))  # In the language of the meeting.
    kind: Mapped[str] = mapped_column(String(12), default=ItemKind.DISCUSSION)
    role: Mapped[str] = mapped_column(String(8), default=ItemRole.PLAIN)  # An `ItemRole`.
    minutes: Mapped[int | None]  # How long it may take.
    presenter: Mapped[str] = mapped_column(String(160), default="")
    background: Mapped[str] = mapped_column(Text, default="")  # What to know beforehand.
    notes: Mapped[str] = mapped_column(Text, default="")  # What was said.
    is_carried_on: Mapped[bool] = mapped_column(default=False)  # Comes up again next time.
    is_left_out: Mapped[bool] = mapped_column(default=False)  # Came by itself; not this time.
    version: Mapped[int] = mapped_column(default=1)  # Of its plan and of what was said.
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    carried_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="SET NULL"), unique=True
    )
    standing_id: Mapped[int | None] = mapped_column(
        ForeignKey("standing_items.id", ondelete="SET NULL"), index=True
    )

    meeting: Mapped[Meeting] = relationship()
    changed_by: Mapped[User | None] = relationship()
    carried_from: Mapped[AgendaItem | None] = relationship(remote_side=id)
    decisions: Mapped[list[Decision]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Decision.id"
    )
    actions: Mapped[list[Action]] = relationship(back_populates="item", order_by="Action.id")

    @property
    def has_words(self) -> bool:
        """Tell whether something was written down about it: said, decided or promised."""
        return bool(self.notes or self.decisions or self.actions)


class WalkIn(Base):
    """Somebody who was at a meeting without having been invited, as they were written down."""

    __tablename__ = "meeting_walk_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(160), default="")
    is_remote: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()


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
    item: Mapped[AgendaItem | None] = relationship(back_populates="actions")
    owner: Mapped[Person | None] = relationship()
    closed_by: Mapped[User | None] = relationship()
    changes: Mapped[list[ActionChange]] = relationship(
        back_populates="action", cascade="all, delete-orphan", order_by="ActionChange.id"
    )


class ActionChange(Base):
    """That an action got another owner or day: what was before, and why."""

    __tablename__ = "action_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), index=True)
    was_owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    was_due_on: Mapped[date]
    due_on: Mapped[date]
    words: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    action: Mapped[Action] = relationship(back_populates="changes")
    was_owner: Mapped[Person | None] = relationship(foreign_keys=was_owner_id)
    owner: Mapped[Person | None] = relationship(foreign_keys=owner_id)
    by: Mapped[User | None] = relationship()
