"""The audit trail: who did what to which record, each line chained to the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from arena.db import Base, UtcDateTime


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in user (`user:7`), or somebody without an account (`booker`)."""

    label: str

    @classmethod
    def user(cls, user_id: int) -> Actor:
        """Name a signed-in person by number: names do not belong in the trail."""
        return cls(f"user:{user_id}")


BOOKER = Actor("booker")
GUESTS = Actor("guests")  # Of a delegation, by one of their private links.
READER = Actor("reader")  # Of mailings, by the link in one of them.
INVITED = Actor("invited")  # Somebody without an account who was asked to take part.
STRANGER = Actor("stranger")  # Somebody who has not signed in, and asks for a way to.
API = Actor("api")
WORKER = Actor("worker")
COMMAND = Actor("command")


class AuditEntry(Base):
    """One act on one record. Rows are only ever added."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject_type_subject_id", "subject_type", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class AuditHead(Base):
    """The end of the chain: one row, locked while a line is appended."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
