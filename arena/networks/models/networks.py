"""Networks and their working groups, their charters, who is in them and what they do there."""

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


class Network(Base):
    """A collaboration network, or a working group of one: a group has the network as `parent`."""

    __tablename__ = "networks"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"),
        CheckConstraint("entry IN ('application','invitation')", name="entry"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="period"),
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
    ended_because: Mapped[str] = mapped_column(String(300), default="")
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

    def has_ended(self, day: date) -> bool:
        """Tell whether there is no such network any more on a day."""
        return self.ended_on is not None and self.ended_on <= day

    def is_open_to_all(self, day: date) -> bool:
        """Tell whether everybody may know of it on a day; a closed one's groups are closed too."""
        return (
            self.is_public
            and not self.has_ended(day)
            and (self.parent is None or self.parent.is_open_to_all(day))
        )


class CharterVersion(Base):
    """A charter as it stood from when somebody saved it: versions are only ever added."""

    __tablename__ = "network_charters"
    __table_args__ = (UniqueConstraint("network_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"))
    number: Mapped[int]  # From 1.
    text_sv: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    adopted_on: Mapped[date | None]  # None: a proposal that nobody has adopted yet.
    note: Mapped[str] = mapped_column(String(200), default="")  # What is new in it.
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    created_by: Mapped[User | None] = relationship()


class Membership(Base):
    """An organisation's time in a circle of a network, from one day to (not including) another.

    Who moves to another circle ends here and begins there on the same day. The database refuses
    two of one organisation in one network on the same day.
    """

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
        Index(
            "uq_network_offices_open",
            "network_id",
            "person_id",
            "office",
            unique=True,
            postgresql_where=text("ends_on IS NULL"),
            sqlite_where=text("ends_on IS NULL"),
        ),
        Index(
            "uq_network_offices_chair",  # One at a time.
            "network_id",
            unique=True,
            postgresql_where=text("ends_on IS NULL AND office = 'chair'"),
            sqlite_where=text("ends_on IS NULL AND office = 'chair'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    office: Mapped[str] = mapped_column(String(12))  # An `OfficeName`.
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    network: Mapped[Network] = relationship(back_populates="offices")
    person: Mapped[Person] = relationship()
