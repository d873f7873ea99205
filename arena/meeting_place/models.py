"""What is known of a room booking beyond its event: for whom, for what, in which series.

When and which room is taken, the event and its reservations say.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from arena.accounts.models import User
from arena.db import Base, UtcDateTime
from arena.directory.models import Organisation
from arena.events.models import Event
from arena.resources.models import Resource

ROOM_BOOKING = "room_booking"  # The kind of its event.
_FOR_ANY = text("organisation_id IS NULL")


class BookingState(StrEnum):
    """Where a room booking stands; requested and confirmed ones hold their room."""

    REQUESTED = "requested"  # A partner asks; the room is held until staff have answered.
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    RELEASED = "released"  # Nobody came in time; the room was given back.


class RoomBooking(Base):
    """One use of one room."""

    __tablename__ = "room_bookings"
    __table_args__ = (
        CheckConstraint(
            "state IN ('requested','confirmed','declined','cancelled','released')", name="state"
        ),
        CheckConstraint("head_count > 0", name="head_count"),
        UniqueConstraint("series_id", "occurs_on"),
        Index("ix_room_bookings_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("resources.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("booking_series.id"))
    occurs_on: Mapped[date | None]  # The local day that the series' rule gave it.
    is_exception: Mapped[bool] = mapped_column(default=False)  # Differs from its series.
    title: Mapped[str] = mapped_column(String(120))
    head_count: Mapped[int]
    layout: Mapped[str] = mapped_column(String(20), default="")  # As in `RoomLayout`, or any.
    wishes: Mapped[str] = mapped_column(Text, default="")  # Words to the house.
    is_title_shown: Mapped[bool] = mapped_column(default=False)  # On doors and in the foyer.
    state: Mapped[str] = mapped_column(String(12))
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )  # Whom it is for: a partner's quota counts it.
    decision_words: Mapped[str] = mapped_column(Text, default="")  # Told to who booked.
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_count: Mapped[int | None]
    # Since when this room is theirs then, or asked for: booked, moved there, or approved.
    held_since: Mapped[datetime] = mapped_column(UtcDateTime)
    lapsed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # Nobody answered the request.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()
    room: Mapped[Resource] = relationship()
    series: Mapped[BookingSeries | None] = relationship(back_populates="bookings")
    booked_by: Mapped[User] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    orders: Mapped[list[ServiceOrder]] = relationship(
        back_populates="booking", cascade="all, delete-orphan", order_by="ServiceOrder.id"
    )


class BookingSeries(Base):
    """A booking that recurs; each occurrence is a booking, and an event, of its own."""

    __tablename__ = "booking_series"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(200))  # The value of an RRULE (RFC 5545, 3.3.10).
    first_on: Mapped[date]
    begins_at: Mapped[time]  # Local time, every time.
    minutes: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    bookings: Mapped[list[RoomBooking]] = relationship(
        back_populates="series", order_by="RoomBooking.occurs_on"
    )


class ServiceKind(StrEnum):
    """What the house can see to beside the room."""

    CATERING = "catering"
    TECHNOLOGY = "technology"


class OrderState(StrEnum):
    """Where an order of a service stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class ServiceDesk(Base):
    """Who sees to a service, and how many working days ahead it must be asked for."""

    __tablename__ = "service_desks"
    __table_args__ = (CheckConstraint("lead_working_days >= 0", name="lead"),)

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    lead_working_days: Mapped[int]

    responsible: Mapped[User | None] = relationship()


class ServiceOrder(Base):
    """Catering or technology for a booking, asked of a named person until a deadline."""

    __tablename__ = "service_orders"
    __table_args__ = (
        CheckConstraint("state IN ('asked','accepted','declined','cancelled')", name="state"),
        UniqueConstraint("booking_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("room_bookings.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    answer_by: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(12))
    answer_words: Mapped[str] = mapped_column(Text, default="")
    is_told: Mapped[bool] = mapped_column(default=False)  # Whether the person has been written to.
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # That no answer has come.

    booking: Mapped[RoomBooking] = relationship(back_populates="orders")
    responsible: Mapped[User | None] = relationship()


class RoomQuota(Base):
    """How many minutes a month a partner may hold rooms; without organisation: any partner."""

    __tablename__ = "room_quotas"
    __table_args__ = (
        CheckConstraint("minutes_a_month >= 0", name="minutes"),
        # UNIQUE takes any number of NULLs.
        Index(
            "uq_room_quotas_any",
            text("(organisation_id IS NULL)"),
            unique=True,
            sqlite_where=_FOR_ANY,
            postgresql_where=_FOR_ANY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), unique=True
    )
    minutes_a_month: Mapped[int]

    organisation: Mapped[Organisation | None] = relationship()
