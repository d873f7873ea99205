"""What was agreed with partners: agreements, their parties and who signed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation
from arena.networks.models.networks import Network


class AgreementType(StrEnum):
    """What kind of agreement it is, which says what it has to settle."""

    LETTER_OF_INTENT = "letter_of_intent"
    MOU = "mou"
    COLLABORATION = "collaboration"
    PRE_PROCUREMENT = "pre_procurement"  # Joint development before a tender.
    PROJECT = "project"


class Matter(StrEnum):
    """What an agreement may have to settle."""

    STATE_AID = "state_aid"
    IPR = "ipr"  # Who owns what comes out of it.
    LIABILITY = "liability"
    DISQUALIFICATION = "disqualification"  # Who works here may bid in a later tender: Swedish jäv.


class Agreement(Base):
    """What was agreed with partners: its dates, what it settles and where it is registered."""

    __tablename__ = "agreements"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        CheckConstraint(
            "type IN ('letter_of_intent','mou','collaboration','pre_procurement','project')",
            name="type",
        ),
        Index("ix_agreements_ends_on", "ends_on"),
        Index("ix_agreements_review_on", "review_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))  # An `AgreementType`.
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    registry_number: Mapped[str] = mapped_column(String(40), default="")  # Swedish dnr.
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # The day from which it no longer holds; None: until ended.
    review_on: Mapped[date | None]  # When somebody looks at it again.
    next_meeting_on: Mapped[date | None]  # Of the parties, about the agreement itself.
    settles: Mapped[list[str]] = mapped_column(JSON, default=list)  # Of `Matter`.
    ended_early_because: Mapped[str] = mapped_column(String(300), default="")
    renews_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id"), unique=True
    )  # The one before it: renewed once at most.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network | None] = relationship()
    owner: Mapped[User | None] = relationship()
    renews: Mapped[Agreement | None] = relationship(remote_side=id)
    parties: Mapped[list[AgreementParty]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", order_by="AgreementParty.id"
    )


class AgreementParty(Base):
    """An organisation that an agreement binds, and who signed for it."""

    __tablename__ = "agreement_parties"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    signatory: Mapped[str] = mapped_column(String(160), default="")  # Name and title.
    signed_on: Mapped[date | None]

    agreement: Mapped[Agreement] = relationship(back_populates="parties")
    organisation: Mapped[Organisation] = relationship()
