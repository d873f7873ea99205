"""Documents, and each version of them as it was sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime


class FiledDocument(Base):
    """A document in a folder; its newest version is what it says now."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_folder_key", "folder", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    folder: Mapped[str] = mapped_column(String(20))  # A kind that a package has registered.
    key: Mapped[str] = mapped_column(String(80))  # Which of that kind: a number or a slug.
    title: Mapped[str] = mapped_column(String(160))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    versions: Mapped[list[FiledVersion]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="FiledVersion.number"
    )

    @property
    def newest(self) -> FiledVersion:
        """The version that holds."""
        return self.versions[-1]


class FiledVersion(Base):
    """One version of a document; it never changes."""

    __tablename__ = "document_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    number: Mapped[int]
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]  # In bytes.
    body: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    what_is_new: Mapped[str] = mapped_column(String(200), default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    document: Mapped[FiledDocument] = relationship(back_populates="versions")
    added_by: Mapped[User | None] = relationship()
