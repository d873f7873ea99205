"""A need: what its owner seeks, in its own words; and what was changed after it was published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person
from arena.needs.models.interest import NeedInterest
from arena.needs.models.outcomes import NeedOutcome
from arena.needs.models.questions import NeedFollower, NeedQuestion
from arena.needs.rules.ladder import Audience, Dialogue, NeedState
from arena.networks.models import Network


class Need(Base):
    """What an organisation seeks; texts may stand in one language alone, until it is published."""

    __tablename__ = "needs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft','proposed','published','dialogue_closed','procurement','pilot',"
            "'nothing','withdrawn')",
            name="state",
        ),
        CheckConstraint("dialogue IN ('not_begun','open','closed','procurement')", name="dialogue"),
        CheckConstraint("audience IN ('public','networks')", name="audience"),
        Index("ix_needs_state_published_at", "state", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)  # Of its entry in feeds, for ever.
    state: Mapped[str] = mapped_column(String(16), default=NeedState.DRAFT)
    dialogue: Mapped[str] = mapped_column(String(12), default=Dialogue.NOT_BEGUN)
    audience: Mapped[str] = mapped_column(String(8), default=Audience.PUBLIC)
    # An organisation with needs is not deleted; a merge moves them.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    # The need's owner, who alone sees who shows interest; nobody once they are erased.
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    # One of the arena's own who acts in the owner's place, and whom the need's page names.
    keeper_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    title_sv: Mapped[str] = mapped_column(String(160), default="")
    title_en: Mapped[str] = mapped_column(String(160), default="")
    problem_sv: Mapped[str] = mapped_column(Text, default="")
    problem_en: Mapped[str] = mapped_column(Text, default="")
    effect_sv: Mapped[str] = mapped_column(Text, default="")
    effect_en: Mapped[str] = mapped_column(Text, default="")
    limits_sv: Mapped[str] = mapped_column(Text, default="")  # Constraints.
    limits_en: Mapped[str] = mapped_column(Text, default="")
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    questions_until: Mapped[date | None]  # The last day for questions.
    interest_until: Mapped[date | None]  # The last day for showing interest.
    sent_back_words: Mapped[str] = mapped_column(Text, default="")  # Why it was not approved.
    withdrawn_sv: Mapped[str] = mapped_column(Text, default="")  # Why, for all.
    withdrawn_en: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When anything that its readers see last changed: its words, state, an answer, a result.
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # That it has passed.

    organisation: Mapped[Organisation] = relationship()
    owner: Mapped[Person | None] = relationship()
    keeper: Mapped[User | None] = relationship(foreign_keys=[keeper_id])
    questions: Mapped[list[NeedQuestion]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedQuestion.id"
    )
    followers: Mapped[list[NeedFollower]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedFollower.id"
    )
    interests: Mapped[list[NeedInterest]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedInterest.id"
    )
    changes: Mapped[list[NeedChange]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedChange.number"
    )
    outcomes: Mapped[list[NeedOutcome]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedOutcome.id"
    )

    circles: Mapped[list[NeedNetwork]] = relationship(
        cascade="all, delete-orphan", order_by="NeedNetwork.network_id"
    )

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it once it is published."""
        return self.audience == Audience.PUBLIC


class NeedNetwork(Base):
    """A network whose members may see a need."""

    __tablename__ = "need_networks"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True
    )
    network_id: Mapped[int] = mapped_column(
        ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    network: Mapped[Network] = relationship()


class NeedChange(Base):
    """What was changed in a need after it was published, as everybody may read it."""

    __tablename__ = "need_changes"
    __table_args__ = (UniqueConstraint("need_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)  # Of what changed alone, by column.
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    words_sv: Mapped[str] = mapped_column(Text, default="")  # Why, in the owner's words.
    words_en: Mapped[str] = mapped_column(Text, default="")

    need: Mapped[Need] = relationship(back_populates="changes")


class NeedPublisher(Base):
    """An organisation whose people publish needs without the arena's yes."""

    __tablename__ = "need_publishers"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()
