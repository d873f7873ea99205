"""What came of a need."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime

if TYPE_CHECKING:
    from arena.needs.models.needs import Need


class OutcomeKind(StrEnum):
    """What a need led to."""

    DIALOGUE = "dialogue"
    PROCUREMENT = "procurement"
    PILOT = "pilot"
    NOTHING = "nothing"


class NeedOutcome(Base):
    """One thing that came of a need: told to those concerned, and to all if its owner says so."""

    __tablename__ = "need_outcomes"
    __table_args__ = (
        CheckConstraint("kind IN ('dialogue','procurement','pilot','nothing')", name="kind"),
        Index("ix_need_outcomes_published_at", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)  # Of its entry in feeds, for ever.
    kind: Mapped[str] = mapped_column(String(12))
    words_sv: Mapped[str] = mapped_column(Text, default="")
    words_en: Mapped[str] = mapped_column(Text, default="")
    registration_number: Mapped[str] = mapped_column(String(60), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    link_text: Mapped[str] = mapped_column(String(160), default="")  # What the link leads to.
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None: not shown to all.
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[Need] = relationship(back_populates="outcomes")
