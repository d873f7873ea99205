"""What partners tell of themselves that no other package keeps: what they can show visitors."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person


class ShownKind(StrEnum):
    """What is shown."""

    SITE = "site"
    PILOT = "pilot"


class PartnerShowing(Base):
    """Something that a partner can show visitors, in its own words, until it says otherwise."""

    __tablename__ = "partner_showings"
    __table_args__ = (
        CheckConstraint("kind IN ('site','pilot')", name="kind"),
        CheckConstraint("minutes BETWEEN 10 AND 480", name="minutes"),
        CheckConstraint("group_max IS NULL OR group_max > 0", name="group_max"),
        CheckConstraint("per_month IS NULL OR per_month > 0", name="per_month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(5))  # A `ShownKind`.
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160), default="")
    words_sv: Mapped[str] = mapped_column(Text, default="")  # What visitors see there.
    words_en: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    minutes: Mapped[int] = mapped_column(default=60)
    when_words: Mapped[str] = mapped_column(String(300), default="")  # “tisdagar, inte i juli”.
    per_month: Mapped[int | None]  # Visits at most.
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    group_max: Mapped[int | None]
    not_shown: Mapped[str] = mapped_column(Text, default="")  # The coordinator alone reads it.
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    is_open: Mapped[bool] = mapped_column(default=True)  # Otherwise they take a pause.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()
    contact: Mapped[Person | None] = relationship()

    @property
    def stop_key(self) -> str:
        """By what programmes know it (`scheduling.stops`)."""
        return f"partner:{self.id}"
