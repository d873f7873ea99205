"""Questions about a need, which all may read with their answers; and who follows a need."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.needs.rules.standing import QuestionState

if TYPE_CHECKING:
    from arena.needs.models.needs import Need


class NeedFollower(Base):
    """An address that is told what is new about a need; of an account, or confirmed by itself."""

    __tablename__ = "need_followers"
    __table_args__ = (
        UniqueConstraint("need_id", "email"),
        CheckConstraint("language IN ('sv','en')", name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(254))  # In lower case.
    language: Mapped[str] = mapped_column(String(2))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # Of the link in each mail.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    need: Mapped[Need] = relationship(back_populates="followers")
    user: Mapped[User | None] = relationship()


class NeedQuestion(Base):
    """A question and its answer. Who asked is shown to nobody, the need's owner included."""

    __tablename__ = "need_questions"
    __table_args__ = (
        CheckConstraint("state IN ('unconfirmed','asked','answered','set_aside')", name="state"),
        Index("ix_need_questions_need_id_state", "need_id", "state"),
        Index("ix_need_questions_state_asked_at", "state", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(12), default=QuestionState.ASKED)
    # Who asked: told when it is set aside, and forgotten with whoever followed.
    follower_id: Mapped[int | None] = mapped_column(
        ForeignKey("need_followers.id", ondelete="SET NULL"), index=True
    )
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[str] = mapped_column(Text)  # As it was asked: the owner alone reads it.
    question_sv: Mapped[str] = mapped_column(Text, default="")  # As all read it.
    question_en: Mapped[str] = mapped_column(Text, default="")
    answer_sv: Mapped[str] = mapped_column(Text, default="")
    answer_en: Mapped[str] = mapped_column(Text, default="")
    set_aside_words: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # The owner, of no answer.
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[Need] = relationship(back_populates="questions")
    follower: Mapped[NeedFollower | None] = relationship()
