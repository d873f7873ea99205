"""Who has shown interest in a need: seen by its owner alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation
from arena.needs.rules.standing import InterestState

if TYPE_CHECKING:
    from arena.needs.models.needs import Need


class NeedInterest(Base):
    """A partner's interest in a need: one for each organisation."""

    __tablename__ = "need_interests"
    __table_args__ = (
        UniqueConstraint("need_id", "organisation_id"),
        CheckConstraint("state IN ('shown','invited','thanked','withdrawn')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(String(12), default=InterestState.SHOWN)
    words: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    contact_language: Mapped[str] = mapped_column(String(2), default="sv")
    answer_words: Mapped[str] = mapped_column(Text, default="")  # The owner's, to them alone.
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[Need] = relationship(back_populates="interests")
    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User | None] = relationship()
