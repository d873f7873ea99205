"""Merges: which record was taken up by which, and every step, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models.parties import Organisation, Person

_ONE_KIND = (
    "(survivor_organisation_id IS NULL) = (merged_organisation_id IS NULL)"
    " AND (survivor_person_id IS NULL) = (merged_person_id IS NULL)"
    " AND (survivor_organisation_id IS NULL) <> (survivor_person_id IS NULL)"
)


class Merge(Base):
    """One organisation or person taken up by another."""

    __tablename__ = "directory_merges"
    __table_args__ = (
        CheckConstraint(_ONE_KIND, name="one_kind"),
        Index("ix_directory_merges_survivor_organisation_id", "survivor_organisation_id"),
        Index("ix_directory_merges_merged_organisation_id", "merged_organisation_id"),
        Index("ix_directory_merges_survivor_person_id", "survivor_person_id"),
        Index("ix_directory_merges_merged_person_id", "merged_person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survivor_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE")
    )
    merged_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE")
    )
    survivor_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE")
    )
    merged_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE")
    )
    merged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    moved: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # Rows by their table.
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Rows by their table that were changed since, and so stayed where they were when it was undone.
    kept: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    # Since when its steps are gone: it cannot be undone any more.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    merged_by: Mapped[User | None] = relationship()
    survivor_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=[survivor_organisation_id]
    )
    merged_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=[merged_organisation_id]
    )
    survivor_person: Mapped[Person | None] = relationship(foreign_keys=[survivor_person_id])
    merged_person: Mapped[Person | None] = relationship(foreign_keys=[merged_person_id])
    steps: Mapped[list[MergeStep]] = relationship(
        order_by="MergeStep.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def survivor(self) -> Any:
        """Who took up the other."""
        return self.survivor_organisation or self.survivor_person

    @property
    def merged(self) -> Any:
        """Who was taken up."""
        return self.merged_organisation or self.merged_person


class MergeStep(Base):
    """One row that a merge changed or took away: what stood there before, and after."""

    __tablename__ = "directory_merge_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(
        ForeignKey("directory_merges.id", ondelete="CASCADE"), index=True
    )
    table_name: Mapped[str] = mapped_column(String(63))
    key: Mapped[list[Any]] = mapped_column(JSON)  # The row's primary key.
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # None: the row was taken away.
