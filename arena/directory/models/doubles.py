"""Pairs of organisations, or of people, that are likely to be the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.directory.models.parties import Organisation, Person

_ONE_KIND = (
    "(first_organisation_id IS NULL) = (second_organisation_id IS NULL)"
    " AND (first_person_id IS NULL) = (second_person_id IS NULL)"
    " AND (first_organisation_id IS NULL) <> (first_person_id IS NULL)"
)


class DoublePair(Base):
    """Two that may be the same: on what grounds, how surely, and whether somebody said no."""

    __tablename__ = "directory_doubles"
    __table_args__ = (
        CheckConstraint(_ONE_KIND, name="one_kind"),
        Index(
            "uq_directory_doubles_organisations",
            "first_organisation_id",
            "second_organisation_id",
            unique=True,
        ),
        Index("uq_directory_doubles_people", "first_person_id", "second_person_id", unique=True),
        Index("ix_directory_doubles_second_organisation_id", "second_organisation_id"),
        Index("ix_directory_doubles_second_person_id", "second_person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The first has the lower number.
    first_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE")
    )
    second_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE")
    )
    first_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    second_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE")
    )
    grounds: Mapped[list[str]] = mapped_column(JSON)
    score: Mapped[int]
    # Of what the grounds rest on: once it is another, who was said to be different is asked anew.
    fingerprint: Mapped[str] = mapped_column(String(64))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    parted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Said not to be the same.
    parted_by: Mapped[str] = mapped_column(String(40), default="")

    first_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=[first_organisation_id]
    )
    second_organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=[second_organisation_id]
    )
    first_person: Mapped[Person | None] = relationship(foreign_keys=[first_person_id])
    second_person: Mapped[Person | None] = relationship(foreign_keys=[second_person_id])

    @property
    def parties(self) -> tuple[Any, Any]:
        """The two of them."""
        return (
            self.first_organisation or self.first_person,
            self.second_organisation or self.second_person,
        )
