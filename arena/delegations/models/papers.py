"""What staff keep of a delegation: tasks, gifts, expenses, and documents with their versions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.delegations.models.delegations import Delegation


class Task(Base):
    """Something that has to be done for a delegation, by whom and until when."""

    __tablename__ = "delegation_tasks"
    __table_args__ = (Index("ix_delegation_tasks_due_on", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    offset_days: Mapped[int | None]  # Of a checklist: it moves with the delegation's days.
    due_on: Mapped[date]
    role: Mapped[str] = mapped_column(String(20), default="")  # A `RoleName`.
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    delegation: Mapped[Delegation] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    done_by: Mapped[User | None] = relationship(foreign_keys=done_by_id)


class Gift(Base):
    """A gift, given or received: the log that an authority must be able to show."""

    __tablename__ = "delegation_gifts"
    __table_args__ = (
        CheckConstraint("direction IN ('given','received')", name="direction"),
        CheckConstraint("value_sek IS NULL OR value_sek >= 0", name="value_sek"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    direction: Mapped[str] = mapped_column(String(8))
    what: Mapped[str] = mapped_column(String(200))
    person: Mapped[str] = mapped_column(String(120), default="")  # From or to whom.
    value_sek: Mapped[int | None]  # Whole kronor, estimated.
    kept_where: Mapped[str] = mapped_column(String(120), default="")
    given_on: Mapped[date]


class Expense(Base):
    """A cost of the visit, and who bears it."""

    __tablename__ = "delegation_expenses"
    __table_args__ = (
        CheckConstraint("amount_sek > 0", name="amount_sek"),
        CheckConstraint("bearer IN ('arena','delegation','partner')", name="bearer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str] = mapped_column(String(200))
    amount_sek: Mapped[int]  # Whole kronor, without VAT.
    bearer: Mapped[str] = mapped_column(String(12))
    bearer_name: Mapped[str] = mapped_column(String(160), default="")  # Which partner.
    invoice_reference: Mapped[str] = mapped_column(String(60), default="")


class Document(Base):
    """A document of the visit; guests see the newest version where it is shared with them."""

    __tablename__ = "delegation_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(160))
    is_shared: Mapped[bool] = mapped_column(default=False)

    delegation: Mapped[Delegation] = relationship()
    versions: Mapped[list[DocumentVersion]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="DocumentVersion.number"
    )


class DocumentVersion(Base):
    """One version of a document; it never changes."""

    __tablename__ = "delegation_document_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("delegation_documents.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]  # In bytes.
    body: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # None: the leader.
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    document: Mapped[Document] = relationship(back_populates="versions")
    added_by: Mapped[User | None] = relationship()
