"""Offers: the visits that groups can ask for, and open walks that people join one by one."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.db import Base, UtcDateTime
from arena.events.models import Event
from arena.resources.models import Resource

VISIT, WALK = "visit", "open_walk"  # What the events of visits are called: `Event.kind`.


class ExemptionGround(StrEnum):
    """Why a visit costs nothing although its offer has a fee."""

    EDUCATION = "education"
    CITY = "city"
    MEDIA = "media"
    PROTOCOL = "protocol"
    COLLABORATION = "collaboration"


class Offer(Base):
    """A visit that can be asked for, described in both languages, with its rules."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint("group_min >= 1 AND group_max >= group_min", name="group"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("last_start >= first_start", name="starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)  # "B1"
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    title_sv: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    summary_sv: Mapped[str] = mapped_column(String(300))
    summary_en: Mapped[str] = mapped_column(String(300))
    description_sv: Mapped[str] = mapped_column(Text)
    description_en: Mapped[str] = mapped_column(Text)
    audience_sv: Mapped[str] = mapped_column(String(200))  # For whom.
    audience_en: Mapped[str] = mapped_column(String(200))
    meeting_point_sv: Mapped[str] = mapped_column(String(200))
    meeting_point_en: Mapped[str] = mapped_column(String(200))
    directions_sv: Mapped[str] = mapped_column(Text, default="")
    directions_en: Mapped[str] = mapped_column(Text, default="")
    advice_sv: Mapped[str] = mapped_column(
        String(400), default=""
    )  # Shoes, weather, what to bring.
    advice_en: Mapped[str] = mapped_column(String(400), default="")
    topic: Mapped[str] = mapped_column(
        String(30)
    )  # What a host must know: matches `HostProfile.topics`.
    minutes: Mapped[int]
    group_min: Mapped[int]
    group_max: Mapped[int]
    group_per_host: Mapped[int] = mapped_column(default=25)
    languages: Mapped[list[str]] = mapped_column(JSON)
    lead_working_days: Mapped[int]
    weekdays: Mapped[list[int]] = mapped_column(JSON)  # 0 is Monday.
    first_start: Mapped[time]  # Local time of the arena.
    last_start: Mapped[time]
    step_minutes: Mapped[int] = mapped_column(default=60)
    fee_sek: Mapped[int] = mapped_column(default=0)  # Whole kronor, without VAT.
    fee_reason_sv: Mapped[str] = mapped_column(
        String(200), default=""
    )  # Why it is free, when it is.
    fee_reason_en: Mapped[str] = mapped_column(String(200), default="")
    exemptions: Mapped[list[str]] = mapped_column(JSON)  # `ExemptionGround` values that apply here.
    cancellation_ladder: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # Rungs such as {"working_days": 9, "percent": 50}: who cancels so many days before the visit,
    # or later, owes so much; before the first rung nothing (`rules.deadlines.cancellation_steps`).
    change_working_days: Mapped[int] = mapped_column(default=2)  # Last day for a new head-count.
    is_digital: Mapped[bool] = mapped_column(default=False)
    is_open_walk: Mapped[bool] = mapped_column(
        default=False
    )  # People join single occasions: `OpenWalk`.
    is_published: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    stops: Mapped[list[OfferStop]] = relationship(
        back_populates="offer", cascade="all, delete-orphan", order_by="OfferStop.position"
    )


class OfferStop(Base):
    """One part of an offer's programme; with a resource it takes place there, and reserves it.

    Stops follow each other from the visit's start; together they make up the offer's length.
    """

    __tablename__ = "offer_stops"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    minutes: Mapped[int]
    title_sv: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    resource_id: Mapped[int | None] = mapped_column(ForeignKey("resources.id"))

    offer: Mapped[Offer] = relationship(back_populates="stops")
    resource: Mapped[Resource | None] = relationship()


class OpenWalk(Base):
    """One occasion that people join seat by seat; the database refuses the seat too many."""

    __tablename__ = "open_walks"
    __table_args__ = (
        CheckConstraint("seats_taken >= 0 AND seats_taken <= seats", name="seats"),
        CheckConstraint("seats > 0", name="some_seats"),
        CheckConstraint("actual_headcount IS NULL OR actual_headcount >= 0", name="headcount"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    seats: Mapped[int]
    seats_taken: Mapped[int] = mapped_column(default=0)
    actual_headcount: Mapped[int | None]
    promised_answers: Mapped[str] = mapped_column(Text, default="")
    incident: Mapped[str] = mapped_column(Text, default="")
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    offer: Mapped[Offer] = relationship()

    @property
    def seats_left(self) -> int:
        """How many may still join."""
        return self.seats - self.seats_taken
