"""Event: everything that takes place; Attendee: who takes part; and calendar fragments."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime

GUEST = "guest"  # The role of attendees who visit, known by their address alone.
HOST = "host"  # The role of attendees who receive the guests.
DAY_LEAD = "day_lead"  # The role of who is accountable for the day that it is a part of.
PARTICIPANT = "participant"  # The role of who is invited to a meeting.


class EventStatus(StrEnum):
    """RFC 5545, 3.8.1.11."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """Who may see that the event takes place."""

    PUBLIC = "public"
    STAFF = "staff"


class Event(Base):
    """Something that takes place; the domain that owns it keeps its own facts elsewhere."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        CheckConstraint("status IN ('tentative','confirmed','cancelled')", name="status"),
        CheckConstraint("audience IN ('public','staff')", name="audience"),
        Index("ix_events_starts_at", "starts_at"),
        Index("ix_events_audience_starts_at", "audience", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(
        String(30)
    )  # The owning domain's word: "visit", "open_walk", …
    status: Mapped[str] = mapped_column(String(12))
    audience: Mapped[str] = mapped_column(String(12))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    title_sv: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    description_sv: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    place_sv: Mapped[str] = mapped_column(String(300), default="")
    place_en: Mapped[str] = mapped_column(String(300), default="")
    path: Mapped[str] = mapped_column(
        String(200), default=""
    )  # Public page, without language: "visits/b1".
    staff_note: Mapped[str] = mapped_column(
        Text, default=""
    )  # What only staff's own feeds and pages add.
    invitee_note: Mapped[str] = mapped_column(
        Text, default=""
    )  # What only those read who are invited, in their mail and own feed: a link to a meeting.
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545, 3.8.7.4; only ever rises.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    modified_at: Mapped[datetime] = mapped_column(UtcDateTime)

    attendees: Mapped[list[Attendee]] = relationship(
        back_populates="event", cascade="all, delete-orphan"
    )

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status == EventStatus.CANCELLED

    @property
    def guests(self) -> list[Attendee]:
        """Who visits, as known by address, in the order in which they came to be known."""
        found = [attendee for attendee in self.attendees if attendee.role == GUEST]
        return sorted(found, key=lambda attendee: attendee.id)

    @property
    def hosts(self) -> list[Attendee]:
        """Who hosts it, in the order in which they were chosen."""
        found = [attendee for attendee in self.attendees if attendee.role == HOST]
        return sorted(found, key=lambda attendee: attendee.id)


class Attendee(Base):
    """Somebody who takes part: a guest by address, or one of the arena's own users."""

    __tablename__ = "attendees"
    __table_args__ = (
        CheckConstraint("role IN ('guest','host','day_lead','participant')", name="role"),
        UniqueConstraint("event_id", "email", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2), default="sv")

    event: Mapped[Event] = relationship(back_populates="attendees")
    user: Mapped[User | None] = relationship()


class EventFragment(Base):
    """The VEVENT of an event, rendered once when the event changes."""

    __tablename__ = "event_fragments"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    detail: Mapped[str] = mapped_column(
        String(12), primary_key=True
    )  # "public": without personal data, whoever may read it; "staff": with the staff note;
    # "invited": with the note to who is invited, where there is one.
    body: Mapped[bytes] = mapped_column(LargeBinary)


class CalendarVersion(Base):
    """One row that rises whenever any event does: feeds answer 304 from it."""

    __tablename__ = "calendar_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # Never falls.
    rendering: Mapped[str] = mapped_column(String(400))  # What all fragments were rendered with.
