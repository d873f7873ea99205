"""What programmes are made from: stops, the way between them, templates and checklists by type."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.resources.models import Resource


class Stop(Base):
    """Something that delegations can be shown, at a site or in a room."""

    __tablename__ = "stops"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND minutes_min > 0 AND minutes >= minutes_min", name="time"),
        CheckConstraint("group_max > 0", name="group_max"),
        CheckConstraint("notice_days >= 0", name="notice_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    summary_sv: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    resource_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # An `ItemKind`.
    topics: Mapped[list[str]] = mapped_column(JSON)  # As `HostProfile.topics`.
    levels: Mapped[list[str]] = mapped_column(JSON)  # `Level` values that it suits.
    minutes: Mapped[int]
    minutes_min: Mapped[int]  # As short as it may be made.
    group_max: Mapped[int | None]
    is_indoors: Mapped[bool] = mapped_column(default=True)
    notice_days: Mapped[int] = mapped_column(default=0)  # The list of names, so long before.
    needs_sv: Mapped[str] = mapped_column(String(300), default="")  # Helmet, shoes, ID.
    needs_en: Mapped[str] = mapped_column(String(300), default="")
    host_topic: Mapped[str] = mapped_column(String(30), default="")  # What its host must know.
    receiver_name: Mapped[str] = mapped_column(String(120), default="")  # Somebody of the place.
    receiver_title_sv: Mapped[str] = mapped_column(String(120), default="")
    receiver_title_en: Mapped[str] = mapped_column(String(120), default="")
    receiver_organisation: Mapped[str] = mapped_column(String(160), default="")
    receiver_email: Mapped[str] = mapped_column(String(254), default="")
    receiver_phone: Mapped[str] = mapped_column(String(20), default="")
    receiver_language: Mapped[str] = mapped_column(String(2), default="sv")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Not shown any more.
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    resource: Mapped[Resource] = relationship()


class TravelTime(Base):
    """How long a group needs from one place to another, both ways; `from_id < to_id`."""

    __tablename__ = "travel_times"
    __table_args__ = (
        CheckConstraint("from_id < to_id", name="order"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("mode IN ('walk','bus','transit','boat')", name="mode"),
    )

    from_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    to_id: Mapped[int] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), primary_key=True
    )
    mode: Mapped[str] = mapped_column(String(8), primary_key=True)
    minutes: Mapped[int]


class ProgrammeTemplate(Base):
    """A programme to begin with, for a type of delegation."""

    __tablename__ = "programme_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12))  # A `DelegationType`.
    title_sv: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    # Items in order: day (0 first), group ("" for all), kind, minutes, start ("09:00" or ""),
    # titles, notes, stop key.
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ChecklistEntry(Base):
    """What a type of delegation always needs doing: “T−30 invitation letter”."""

    __tablename__ = "checklist_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12))  # A `DelegationType`.
    offset_days: Mapped[int]  # From the first day (negative: before) or, after it, the last.
    role: Mapped[str] = mapped_column(String(20), default="")  # A `RoleName`: who does it.
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
