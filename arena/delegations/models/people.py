"""The people of a delegation: roles on both sides, participants, and needs as totals."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base
from arena.delegations.models.programme import ProgrammeGroup

if TYPE_CHECKING:
    from arena.delegations.models.delegations import Delegation


class RoleName(StrEnum):
    """What somebody is in a delegation's visit."""

    HEAD = "head_of_delegation"
    CONTACT = "contact"
    INTERPRETER = "interpreter"
    SECURITY = "security"
    PROTOCOL = "protocol_officer"
    FORMAL_HOST = "formal_host"
    DAY_LEAD = "day_lead"  # Accountable on the day: time-keeping, changes, calls.
    PHOTOGRAPHER = "photographer"
    DRIVER = "driver"


class NeedKind(StrEnum):
    """What needs are counted of."""

    ACCESS = "access"
    FOOD = "food"


class DelegationRole(Base):
    """Somebody with a role in the visit; of the arena's own, `user` says who."""

    __tablename__ = "delegation_roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(20))  # A `RoleName`.
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(2), default="sv")  # Of mails: sv or en.
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date | None]  # None: all days.
    note: Mapped[str] = mapped_column(String(300), default="")

    delegation: Mapped[Delegation] = relationship(back_populates="roles")
    user: Mapped[User | None] = relationship()


class Participant(Base):
    """Somebody on the list of participants: what a list, a badge and a seat need, and no more."""

    __tablename__ = "delegation_participants"
    __table_args__ = (
        UniqueConstraint("delegation_id", "precedence"),
        CheckConstraint("precedence IS NULL OR precedence > 0", name="precedence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]  # In the order in which they were given.
    precedence: Mapped[int | None]  # 1 goes first; None: after all who have a number.
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme_groups.id", ondelete="SET NULL")
    )

    group: Mapped[ProgrammeGroup | None] = relationship()


class DelegationNeed(Base):
    """How many need something: measures and dishes, never who, and no diagnoses."""

    __tablename__ = "delegation_needs"
    __table_args__ = (CheckConstraint("count > 0", name="count"),)

    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)  # A `NeedKind`.
    need: Mapped[str] = mapped_column(String(40), primary_key=True)  # "vegan", "wheelchair", …
    count: Mapped[int]
