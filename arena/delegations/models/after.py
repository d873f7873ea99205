"""What comes of a visit: promised answers, contacts made, and the report."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.delegations.models.delegations import Delegation


class Promise(Base):
    """An answer that was promised to the guests."""

    __tablename__ = "delegation_promises"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship()
    owner: Mapped[User | None] = relationship()


class Contact(Base):
    """Somebody whom the arena or a partner met, and with whom that may be shared."""

    __tablename__ = "delegation_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    about: Mapped[str] = mapped_column(String(400), default="")  # What they want to go on with.
    shared_with: Mapped[list[str]] = mapped_column(JSON, default=list)  # Organisations by name.
    consent_on: Mapped[date | None]  # When they said that it may be shared; None: it may not.

    delegation: Mapped[Delegation] = relationship()


class DelegationReport(Base):
    """What is reported of a visit; written from the record, then by staff. No names of guests."""

    __tablename__ = "delegation_reports"

    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), primary_key=True
    )
    came: Mapped[str] = mapped_column(Text, default="")
    saw: Mapped[str] = mapped_column(Text, default="")
    asked: Mapped[str] = mapped_column(Text, default="")
    follows: Mapped[str] = mapped_column(Text, default="")
    thanked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    delegation: Mapped[Delegation] = relationship()
