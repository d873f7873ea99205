"""What can be reserved: rooms, sites, hosts and equipment, and what planners must know of each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime


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
        CheckConstraint("quarter_limit > 0", name="quarter_limit"),
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
    quarter_limit: Mapped[int | None]  # Of a site: one visit more in a quarter is warned about.
    closed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # No longer used, kept for history.

    units: Mapped[list[ResourceUnit]] = relationship(
        back_populates="resource", cascade="all, delete-orphan", order_by="ResourceUnit.number"
    )
    host: Mapped[HostProfile | None] = relationship(
        back_populates="resource", cascade="all, delete-orphan"
    )
    room: Mapped[RoomProfile | None] = relationship(
        back_populates="resource", cascade="all, delete-orphan"
    )
    layouts: Mapped[list[RoomLayout]] = relationship(
        cascade="all, delete-orphan", order_by="RoomLayout.capacity.desc()"
    )
    parts: Mapped[list[Resource]] = relationship(
        secondary="resource_parts",
        primaryjoin="Resource.id == ResourcePart.whole_id",
        secondaryjoin="Resource.id == ResourcePart.part_id",
        order_by="Resource.id",
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


class ResourcePart(Base):
    """A room that is a part of another: who takes the hall takes both halves.

    Parts have no parts of their own; one room may be a part of several.
    """

    __tablename__ = "resource_parts"
    __table_args__ = (CheckConstraint("whole_id <> part_id", name="other"),)

    whole_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    part_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class RoomProfile(Base):
    """Who may book a room, and what stands in it; a room without one is not lent out."""

    __tablename__ = "room_profiles"
    __table_args__ = (CheckConstraint("release_minutes > 0", name="release"),)

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    features: Mapped[list[str]] = mapped_column(JSON)  # Codes: "screen", "hearing_loop", …
    is_for_partners: Mapped[bool] = mapped_column(default=False)
    needs_approval: Mapped[bool] = mapped_column(default=True)  # When a partner books it.
    # Who answers for the room; without one, all who plan are asked.
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    release_minutes: Mapped[int | None]  # Nobody has come this long after the start: given back.

    resource: Mapped[Resource] = relationship(back_populates="room")
    approver: Mapped[User | None] = relationship()


class RoomLayout(Base):
    """One way to furnish a room, and how many people it then seats."""

    __tablename__ = "room_layouts"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity"),)

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    layout: Mapped[str] = mapped_column(String(20), primary_key=True)  # "theatre", "boardroom", …
    capacity: Mapped[int]


class HostProfile(Base):
    """What the planner must know about a host (guide)."""

    __tablename__ = "host_profiles"
    __table_args__ = (CheckConstraint("max_per_week > 0", name="max_per_week"),)

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    languages: Mapped[list[str]] = mapped_column(JSON)  # ISO 639-1 codes.
    topics: Mapped[list[str]] = mapped_column(JSON)  # Topic codes of the offers: "energy", …
    site_ids: Mapped[list[int]] = mapped_column(
        JSON, default=list, server_default="[]"
    )  # The sites that they know; empty: all of them.
    max_per_day: Mapped[int] = mapped_column(default=2)
    max_per_week: Mapped[int | None]  # None: as many as the days allow.

    resource: Mapped[Resource] = relationship(back_populates="host")
    user: Mapped[User] = relationship()
