"""When a host cannot come: told by themselves, or read from their own calendar."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.resources.models import Closure, Resource


class Absence(Base):
    """A host is away over `[starts_at, ends_at)`; why is nobody's business.

    Whole days are a closure of the host, which leaves what is booked already where it is. A part of
    a day is an event that reserves what is still free of the host, so that the database guards it.
    """

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        CheckConstraint("(closure_id IS NULL) <> (event_id IS NULL)", name="shape"),
        Index("ix_absences_resource_id", "resource_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closure_id: Mapped[int | None] = mapped_column(
        ForeignKey("closures.id", ondelete="CASCADE"), unique=True
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), unique=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    resource: Mapped[Resource] = relationship()
    closure: Mapped[Closure | None] = relationship()
    event: Mapped[Event | None] = relationship()

    @property
    def is_whole_days(self) -> bool:
        """Whether it is told in days."""
        return self.closure_id is not None


class HostCalendar(Base):
    """The address of a host's own calendar, and how reading it went last.

    The address is a secret: it is shown to nobody once it is saved, and never logged.
    """

    __tablename__ = "host_calendars"

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(String(1000))
    etag: Mapped[str] = mapped_column(String(200), default="")
    last_modified: Mapped[str] = mapped_column(String(60), default="")
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)  # When it is read next.
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # When that last went well.
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str] = mapped_column(String(20), default="")  # A `Trouble`, or none.
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    resource: Mapped[Resource] = relationship()


class BusyTime(Base):
    """A host is busy by their own calendar over `[starts_at, ends_at)`; nothing else is kept."""

    __tablename__ = "busy_times"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        Index("ix_busy_times_resource_id", "resource_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
