"""What can be reserved (rooms, sites, hosts, equipment), when it is open, and who has it when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.events.models import Event


class ResourceKind(StrEnum):
    """The four kinds of things that a calendar entry can hold."""

    ROOM = "room"
    SITE = "site"
    HOST = "host"
    EQUIPMENT = "equipment"


class Resource(Base):
    """Something that can be in one place, or with one group, at a time; or in `units` at a time."""

    __tablename__ = "resources"
    __table_args__ = (
        CheckConstraint("kind IN ('room','site','host','equipment')", name="kind"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        CheckConstraint("setup_minutes >= 0 AND clearup_minutes >= 0", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    name_sv: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    note_sv: Mapped[str] = mapped_column(String(400), default="")
    note_en: Mapped[str] = mapped_column(String(400), default="")
    capacity: Mapped[int | None]  # People at a time in one unit; None: no limit of its own.
    setup_minutes: Mapped[int] = mapped_column(default=0)  # Kept free before each use.
    clearup_minutes: Mapped[int] = mapped_column(default=0)  # Kept free after each use.
    is_step_free: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # No longer used, kept for history.

    units: Mapped[list[ResourceUnit]] = relationship(
        back_populates="resource", cascade="all, delete-orphan", order_by="ResourceUnit.number"
    )
    host: Mapped[HostProfile | None] = relationship(
        back_populates="resource", cascade="all, delete-orphan"
    )

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer planned with."""
        return self.closed_at is not None

    @property
    def open_units(self) -> list[ResourceUnit]:
        """The units that can still be reserved."""
        return [unit for unit in self.units if unit.closed_at is None]


class ResourceUnit(Base):
    """One of the like parts of a resource: a site that takes two groups has two units."""

    __tablename__ = "resource_units"

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Kept for its reservations.

    resource: Mapped[Resource] = relationship(back_populates="units")


class HostProfile(Base):
    """What the planner must know about a host (guide)."""

    __tablename__ = "host_profiles"

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    languages: Mapped[list[str]] = mapped_column(JSON)  # ISO 639-1 codes.
    topics: Mapped[list[str]] = mapped_column(JSON)  # Topic codes of the offers: "energy", …
    max_per_day: Mapped[int] = mapped_column(default=2)

    resource: Mapped[Resource] = relationship(back_populates="host")
    user: Mapped[User] = relationship()


class OpeningHours(Base):
    """On one weekday, between two local times, while valid; of the whole arena without resource."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="hours"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), index=True
    )
    weekday: Mapped[int]  # 0 is Monday.
    opens_at: Mapped[time]
    closes_at: Mapped[time]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]  # Exclusive.

    resource: Mapped[Resource | None] = relationship()


class Closure(Base):
    """Closed from one day to (not including) another; `resource_id` None closes the whole arena."""

    __tablename__ = "closures"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="period"),
        Index("ix_closures_starts_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]  # Exclusive.
    reason_sv: Mapped[str] = mapped_column(String(120))
    reason_en: Mapped[str] = mapped_column(String(120))

    resource: Mapped[Resource | None] = relationship()

    @property
    def last_day(self) -> date:
        """The last closed day."""
        return self.ends_on - timedelta(days=1)


class DayRule(Base):
    """Whether the arena is closed on a kind of day: public holidays, eves, squeeze days."""

    __tablename__ = "day_rules"
    __table_args__ = (
        CheckConstraint("kind IN ('public_holiday','eve','squeeze_day')", name="kind"),
    )

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    is_closed: Mapped[bool]


class TimetableVersion(Base):
    """One row, whose token is another after each change of hours, closures or day rules.

    Each process keeps what it has read of them for as long as the token is the same. The token is
    random: a number would come again after a rollback or in another database.
    """

    __tablename__ = "timetable_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(16))


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
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    resource: Mapped[Resource] = relationship(
        primaryjoin="Reservation.resource_id == Resource.id",
        foreign_keys="Reservation.resource_id",
        viewonly=True,
    )
