"""Who has what, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.resources.models.register import Resource

ABSENCE = "absence"  # The kind of an event that only keeps a host's time from being used.


class Reservation(Base):
    """One unit of one resource, held for an event over `[starts_at, ends_at)`.

    Set-up and clear-up are included. The database refuses two active reservations of one unit
    that overlap: an exclusion constraint on PostgreSQL, triggers on SQLite.
    A released reservation stays, for the record.
    """

    __tablename__ = "reservations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["resource_id", "unit"],
            ["resource_units.resource_id", "resource_units.number"],
            name="unit",
        ),
        CheckConstraint("ends_at > starts_at", name="period"),
        Index(
            "ix_reservations_active",
            "resource_id",
            "unit",
            "starts_at",
            "ends_at",
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
        Index("ix_reservations_starts_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    resource_id: Mapped[int]
    unit: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    setup_minutes: Mapped[int] = mapped_column(
        server_default=text("0")
    )  # Of the period: before the use begins.
    clearup_minutes: Mapped[int] = mapped_column(
        server_default=text("0")
    )  # Of the period: after the use.
    whole_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id")
    )  # Taken because the room that it is a part of was.
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    resource: Mapped[Resource] = relationship(
        primaryjoin="Reservation.resource_id == Resource.id",
        foreign_keys="Reservation.resource_id",
        viewonly=True,
    )

    @property
    def use_starts_at(self) -> datetime:
        """When the use itself begins, set-up done."""
        return self.starts_at + timedelta(minutes=self.setup_minutes)

    @property
    def use_ends_at(self) -> datetime:
        """When the use itself ends, before clearing up."""
        return self.ends_at - timedelta(minutes=self.clearup_minutes)
