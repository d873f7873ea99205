"""Networks and their working groups, who is in them, and what was agreed with partners."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person


class Circle(StrEnum):
    """How close a member stands: those who carry the network, those who take part, who follow."""

    CORE = "core"
    ASSOCIATED = "associated"
    LISTENING = "listening"


class Entry(StrEnum):
    """How an organisation comes to be a member."""

    APPLICATION = "application"  # It may ask; the chair or the arena answers.
    INVITATION = "invitation"  # It is asked.


class OfficeName(StrEnum):
    """What somebody does for a network."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    CONVENER = "convener"  # Calls the meetings and keeps the network going.
    SECRETARY = "secretary"


class AdmissionState(StrEnum):
    """Where an application or an invitation stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class AgreementType(StrEnum):
    """What kind of agreement it is, which says what it has to settle."""

    LETTER_OF_INTENT = "letter_of_intent"
    MOU = "mou"
    COLLABORATION = "collaboration"
    PRE_PROCUREMENT = "pre_procurement"  # Joint development before a tender.
    PROJECT = "project"


class Network(Base):
    """A collaboration network, or a working group of one: a group has the network as `parent`."""

    __tablename__ = "networks"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"),
        CheckConstraint("entry IN ('application','invitation')", name="entry"),
        CheckConstraint("ended_on IS NULL OR ended_on > started_on", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # In its addresses.
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"), index=True)
    name_sv: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    purpose_sv: Mapped[str] = mapped_column(Text, default="")  # In a few sentences, for all.
    purpose_en: Mapped[str] = mapped_column(Text, default="")
    charter_sv: Mapped[str] = mapped_column(Text, default="")  # Task, mandate, ways of working.
    charter_en: Mapped[str] = mapped_column(Text, default="")
    charter_adopted_on: Mapped[date | None]
    rhythm_sv: Mapped[str] = mapped_column(String(120), default="")  # “fyra möten om året”.
    rhythm_en: Mapped[str] = mapped_column(String(120), default="")
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)  # As `HostProfile.topics`.
    is_public: Mapped[bool] = mapped_column(default=False)  # Otherwise nobody outside knows of it.
    are_members_public: Mapped[bool] = mapped_column(default=False)
    entry: Mapped[str] = mapped_column(String(12), default=Entry.INVITATION)
    organisation_types: Mapped[list[str]] = mapped_column(JSON, default=list)  # Empty: any.
    started_on: Mapped[date]
    ended_on: Mapped[date | None]  # The day from which it is no more.
    version: Mapped[int] = mapped_column(default=1)  # Rises with each change.
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    parent: Mapped[Network | None] = relationship(remote_side=id, back_populates="groups")
    groups: Mapped[list[Network]] = relationship(
        back_populates="parent", order_by="Network.name_sv"
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="network", cascade="all, delete-orphan"
    )
    offices: Mapped[list[Office]] = relationship(
        back_populates="network", cascade="all, delete-orphan", order_by="Office.id"
    )


class Membership(Base):
    """An organisation's time in a network, from one day to (not including) another."""

    __tablename__ = "network_memberships"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        CheckConstraint("circle IN ('core','associated','listening')", name="circle"),
        UniqueConstraint("network_id", "organisation_id", "starts_on"),
        Index(
            "uq_network_memberships_open",
            "network_id",
            "organisation_id",
            unique=True,
            postgresql_where=text("ends_on IS NULL"),
            sqlite_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    circle: Mapped[str] = mapped_column(String(12))  # A `Circle`.
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_because: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()
    seats: Mapped[list[Seat]] = relationship(
        back_populates="membership", cascade="all, delete-orphan", order_by="Seat.id"
    )


class Seat(Base):
    """A named person who stands for a member, from one day to (not including) another."""

    __tablename__ = "network_seats"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        UniqueConstraint("membership_id", "person_id", "starts_on"),
        Index(
            "uq_network_seats_open",
            "membership_id",
            "person_id",
            unique=True,
            postgresql_where=text("ends_on IS NULL"),
            sqlite_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        ForeignKey("network_memberships.id", ondelete="CASCADE")
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_listed: Mapped[bool] = mapped_column(default=True)  # Named to the other members.

    membership: Mapped[Membership] = relationship(back_populates="seats")
    person: Mapped[Person] = relationship()


class Office(Base):
    """What a person does for a network, from one day to (not including) another.

    Partners' people and the arena's own both may: who is staff stands in the directory as well.
    """

    __tablename__ = "network_offices"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="period"),
        CheckConstraint("office IN ('chair','vice_chair','convener','secretary')", name="office"),
        UniqueConstraint("network_id", "person_id", "office", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    office: Mapped[str] = mapped_column(String(12))  # An `OfficeName`.
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    network: Mapped[Network] = relationship(back_populates="offices")
    person: Mapped[Person] = relationship()


class Admission(Base):
    """How an organisation asks to be a member, or is asked; its answer makes the membership."""

    __tablename__ = "network_admissions"
    __table_args__ = (
        CheckConstraint("entry IN ('application','invitation')", name="entry"),
        CheckConstraint("circle IN ('core','associated','listening')", name="circle"),
        CheckConstraint(
            "state IN ('waiting','accepted','declined','withdrawn','expired')", name="state"
        ),
        Index("ix_network_admissions_network_id_state", "network_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"))
    entry: Mapped[str] = mapped_column(String(12))  # An `Entry`: who began.
    state: Mapped[str] = mapped_column(String(10))  # An `AdmissionState`.
    circle: Mapped[str] = mapped_column(String(12))  # A `Circle`: wished or offered.
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )  # None until staff have found or made the one that wrote.
    organisation_name: Mapped[str] = mapped_column(String(160))
    organisation_type: Mapped[str] = mapped_column(String(30), default="")
    organisation_number: Mapped[str] = mapped_column(String(20), default="")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))  # Who asks, or is asked; "" once erased.
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[str] = mapped_column(Text, default="")  # Why.
    answer_words: Mapped[str] = mapped_column(Text, default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of an invitation.
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    person: Mapped[Person | None] = relationship()
    created_by: Mapped[User | None] = relationship(foreign_keys=created_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)


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
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # The day from which it no longer holds; None: until ended.
    review_on: Mapped[date | None]  # When somebody looks at it again.
    settles: Mapped[list[str]] = mapped_column(JSON, default=list)  # State aid, IPR, liability …
    ended_early_because: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network | None] = relationship()
    owner: Mapped[User | None] = relationship()
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
