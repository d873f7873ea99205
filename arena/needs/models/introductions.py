"""An introduction of who seeks to who offers: nothing is told until both have said yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person
from arena.needs.models.needs import Need
from arena.needs.models.offers import PartnerOffer
from arena.needs.rules.introducing import Answer, IntroductionState, Side

_IS_ASKED = text("state = 'asked'")


class Introduction(Base):
    """A need and an offer, proposed to meet."""

    __tablename__ = "introductions"
    __table_args__ = (
        CheckConstraint("state IN ('asked','agreed','declined','expired','ended')", name="state"),
        CheckConstraint("proposed_by IN ('need','offer','staff')", name="proposed_by"),
        Index(
            "uq_introductions_asked",
            "need_id",
            "offer_id",
            unique=True,
            sqlite_where=_IS_ASKED,
            postgresql_where=_IS_ASKED,
        ),
        Index("ix_introductions_state_expires_at", "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"), index=True)
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("partner_offers.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(10), default=IntroductionState.ASKED)
    proposed_by: Mapped[str] = mapped_column(String(5))
    proposer_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    words: Mapped[str] = mapped_column(Text, default="")  # Why, to both; "" once erased.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Agreed, declined, …
    ended_because: Mapped[str] = mapped_column(String(12), default="")  # An `Ending`.
    asked_first_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # What came of it.
    asked_again_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    need: Mapped[Need] = relationship()
    offer: Mapped[PartnerOffer] = relationship()
    proposer: Mapped[User | None] = relationship()
    sides: Mapped[list[IntroductionSide]] = relationship(
        back_populates="introduction",
        cascade="all, delete-orphan",
        order_by="IntroductionSide.id",
    )
    results: Mapped[list[IntroductionResult]] = relationship(
        back_populates="introduction",
        cascade="all, delete-orphan",
        order_by="IntroductionResult.id",
    )

    def side(self, name: str) -> IntroductionSide:
        """Return one of its two sides."""
        return next(each for each in self.sides if each.side == name)


class IntroductionSide(Base):
    """One of the two who are asked: who it is, and their answer."""

    __tablename__ = "introduction_sides"
    __table_args__ = (
        UniqueConstraint("introduction_id", "side"),
        CheckConstraint("side IN ('need','offer')", name="side"),
        CheckConstraint("answer IN ('waiting','yes','no')", name="answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    side: Mapped[str] = mapped_column(String(5))  # A `Side`.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )  # One of the arena's own who keeps the need, where its owner is not in the directory.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    answer: Mapped[str] = mapped_column(String(8), default=Answer.WAITING)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    introduction: Mapped[Introduction] = relationship(back_populates="sides")
    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person | None] = relationship()
    user: Mapped[User | None] = relationship()

    @property
    def other(self) -> IntroductionSide:
        """The side that this one is to meet."""
        return self.introduction.side(Side.OFFER if self.side == Side.NEED else Side.NEED)


class IntroductionResult(Base):
    """What somebody said came of an introduction."""

    __tablename__ = "introduction_results"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('meeting','dialogue','procurement','pilot','nothing')", name="kind"
        ),
        CheckConstraint("told_by IN ('need','offer','staff')", name="told_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(12))  # A `ResultKind`.
    told_by: Mapped[str] = mapped_column(String(5))
    words: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)

    introduction: Mapped[Introduction] = relationship(back_populates="results")
