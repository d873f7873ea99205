"""Asking hosts whether they will lead a visit or a walk, and hosts who offer one to each other.

Both are about the event: a group's visit has one, and so has an open walk.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.resources.models import Resource


class AskState(StrEnum):
    """How it stands with a question to some hosts."""

    OPEN = "open"
    TAKEN = "taken"  # As many said yes as were looked for.
    FAILED = "failed"  # Too many said no, or the time was up.
    DROPPED = "dropped"  # It got its hosts otherwise, or does not take place.


class Answer(StrEnum):
    """What one of the hosts has said."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"


class SwapState(StrEnum):
    """How it stands with a visit or a walk that a host would rather give away."""

    OPEN = "open"
    TAKEN = "taken"
    DROPPED = "dropped"  # Taken back, or the visit has other hosts by now.


class HostAsk(Base):
    """Who leads this? Asked of up to three hosts at a time; the first `wanted` who say yes do."""

    __tablename__ = "host_asks"
    __table_args__ = (
        CheckConstraint("state IN ('open','taken','failed','dropped')", name="state"),
        CheckConstraint("wanted > 0", name="wanted"),
        Index(
            "uq_host_asks_open",
            "event_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_host_asks_state", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answer_by: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))  # An `AskState`.
    wanted: Mapped[int] = mapped_column(server_default=text("1"))  # How many hosts are looked for.
    words: Mapped[str] = mapped_column(String(400), default="")  # To those who are asked.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    asked_by: Mapped[User | None] = relationship()
    asked: Mapped[list[HostAsked]] = relationship(
        back_populates="ask", cascade="all, delete-orphan", order_by="HostAsked.id"
    )


class HostAsked(Base):
    """One of the hosts who are asked, and the answer."""

    __tablename__ = "hosts_asked"
    __table_args__ = (
        CheckConstraint("answer IN ('waiting','yes','no')", name="answer"),
        UniqueConstraint("ask_id", "resource_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ask_id: Mapped[int] = mapped_column(ForeignKey("host_asks.id", ondelete="CASCADE"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    answer: Mapped[str] = mapped_column(String(10), default=Answer.WAITING)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of the mailed link.

    ask: Mapped[HostAsk] = relationship(back_populates="asked")
    host: Mapped[Resource] = relationship()


class HostSwap(Base):
    """A host offers a visit or a walk of theirs to the others who could lead it."""

    __tablename__ = "host_swaps"
    __table_args__ = (
        CheckConstraint("state IN ('open','taken','dropped')", name="state"),
        Index(
            "uq_host_swaps_open",
            "event_id",
            "from_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("resources.id"))
    state: Mapped[str] = mapped_column(String(10))  # A `SwapState`.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    giver: Mapped[Resource] = relationship(foreign_keys=from_id)
    taken_by: Mapped[Resource | None] = relationship(foreign_keys=taken_by_id)
