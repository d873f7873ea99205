"""Screens of the house, faults in its rooms, and how people want the plan for bad mornings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.resources.models import Resource

PLAN_MAIL = "on_the_day/plan_b"  # The kind of its mail.


class Screen(Base):
    """A display that one secret address is for: at the door of a room, or in the foyer."""

    __tablename__ = "screens"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("resources.id"))  # None: the foyer.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    room: Mapped[Resource | None] = relationship()


class Fault(Base):
    """Something in a room that does not work; nobody says who reported it."""

    __tablename__ = "faults"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    room: Mapped[Resource] = relationship()


class ComesAs(StrEnum):
    """How somebody gets plan B in the morning."""

    FILE = "file"
    LINK = "link"
    NONE = "none"


class PlanWish(Base):
    """How one person wants plan B; coordinators without a wish get it as a file."""

    __tablename__ = "plan_wishes"
    __table_args__ = (CheckConstraint("comes_as IN ('file','link','none')", name="as"),)

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    comes_as: Mapped[str] = mapped_column(String(4))
