"""How organisations come to be members: applications and invitations."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation, Person
from arena.networks.models.networks import Network


class AdmissionState(StrEnum):
    """Where an application or an invitation stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


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
        Index(
            "uq_network_admissions_waiting",  # One at a time of each address.
            "network_id",
            "email",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
            sqlite_where=text("state = 'waiting'"),
        ),
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
    country: Mapped[str] = mapped_column(String(2), default="SE")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))  # Who asks, or is asked; "" once erased.
    title: Mapped[str] = mapped_column(String(120), default="")  # What they are there.
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[str] = mapped_column(Text, default="")  # Why.
    answer_words: Mapped[str] = mapped_column(Text, default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # Of its link.
    round: Mapped[int] = mapped_column(default=1)  # Rises with each new link.
    # When the address was known to be the sender's own; until then nobody need answer.
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    network: Mapped[Network] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    person: Mapped[Person | None] = relationship()
    created_by: Mapped[User | None] = relationship(foreign_keys=created_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)

    @property
    def is_waiting(self) -> bool:
        """Whether it has no answer, and has not been taken back."""
        return self.state == AdmissionState.WAITING
