"""How organisations hang together: typed relations, each from one day to another."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.directory.models.parties import Organisation


class RelationKind(StrEnum):
    """What one organisation, the subject, is or does to another, the object."""

    PART_OF = "part_of"
    OWNS = "owns"
    MEMBER_OF = "member_of"
    SUPPLIES = "supplies"
    FINANCES = "finances"
    TENANT_OF = "tenant_of"
    WORKS_WITH = "works_with"  # The same from both ends.


# Nothing is part of itself, nor owns itself, round however many corners. Triggers in the migration
# hold the same.
HIERARCHIES = frozenset({RelationKind.PART_OF, RelationKind.OWNS})


class OrganisationRelation(Base):
    """One relation, from one day to (not including) another; without a day it has no known end."""

    __tablename__ = "organisation_relations"
    __table_args__ = (
        CheckConstraint("subject_id <> object_id", name="another"),
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint(
            "kind IN ('part_of','owns','member_of','supplies','finances','tenant_of','works_with')",
            name="kind",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    object_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    subject: Mapped[Organisation] = relationship(foreign_keys=[subject_id])
    object: Mapped[Organisation] = relationship(foreign_keys=[object_id])
