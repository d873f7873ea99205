"""When it is open: weekly hours, closures, and the rules for special days."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base
from arena.resources.models.register import Resource


class OpeningHours(Base):
    """On one weekday, between two local times, while valid; of the whole arena without resource."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="hours"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), index=True
    )
    weekday: Mapped[int]  # 0 is Monday.
    opens_at: Mapped[time]
    closes_at: Mapped[time]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]  # Exclusive.

    resource: Mapped[Resource | None] = relationship()


class Closure(Base):
    """Closed from one day to (not including) another; `resource_id` None closes the whole arena."""

    __tablename__ = "closures"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="period"),
        Index("ix_closures_starts_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int | None] = mapped_column(
        ForeignKey("resources.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]  # Exclusive.
    reason_sv: Mapped[str] = mapped_column(String(120))
    reason_en: Mapped[str] = mapped_column(String(120))

    resource: Mapped[Resource | None] = relationship()

    @property
    def last_day(self) -> date:
        """The last closed day."""
        return self.ends_on - timedelta(days=1)


class DayRule(Base):
    """Whether the arena is closed on a kind of day: public holidays, eves, squeeze days."""

    __tablename__ = "day_rules"
    __table_args__ = (
        CheckConstraint("kind IN ('public_holiday','eve','squeeze_day')", name="kind"),
    )

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    is_closed: Mapped[bool]


class TimetableVersion(Base):
    """One row, whose token is another after each change of hours, closures or day rules.

    Each process keeps what it has read of them for as long as the token is the same. The token is
    random: a number would come again after a rollback or in another database.
    """

    __tablename__ = "timetable_version"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(16))
