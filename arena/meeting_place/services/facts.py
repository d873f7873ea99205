"""What is asked for when a room is booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from arena.accounts.models import Role, User
from arena.directory.models import Organisation
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.bookings import equipment_of, orders_of
from arena.resources.services import Use

# What a booking itself keeps of what was asked for, by its names there and here.
KEPT = ("title", "head_count", "layout", "wishes", "is_title_shown")


@dataclass(frozen=True, kw_only=True)
class BookingFacts:
    """A room, a time, and what happens there.

    `equipment` is how many sets of each resource, `orders` what is asked of each service's desk:
    of a booking that is changed, what is not named stays, and an empty text withdraws.
    """

    room_id: int
    starts_at: datetime
    ends_at: datetime
    title: str
    head_count: int
    layout: str = ""
    wishes: str = ""
    is_title_shown: bool = False  # To whoever passes the door.
    equipment: Mapping[int, int] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    def uses(self) -> list[Use]:
        """Return what is reserved for it."""
        ids = [self.room_id] + [
            each for each, count in self.equipment.items() for _ in range(count)
        ]
        return [
            Use(resource_id=each, starts_at=self.starts_at, ends_at=self.ends_at) for each in ids
        ]


def facts_of(booking: RoomBooking) -> BookingFacts:
    """Return what a booking is, as it would be asked for; with what is ordered for it."""
    return BookingFacts(
        room_id=booking.room_id,
        starts_at=booking.event.starts_at,
        ends_at=booking.event.ends_at,
        equipment=equipment_of(booking),
        orders=orders_of(booking),
        **{name: getattr(booking, name) for name in KEPT},
    )


@dataclass(frozen=True)
class Booker:
    """Who books, and for which organisation; staff book for the house itself."""

    user: User
    organisation: Organisation | None = None

    @property
    def is_partner(self) -> bool:
        """Whether the partners' terms hold: hours, approval and quota."""
        return self.user.role == Role.PARTNER
