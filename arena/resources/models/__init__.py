"""What can be reserved, when it is open, and who has it when."""

from __future__ import annotations

from arena.resources.models.opening import Closure, DayRule, OpeningHours, TimetableVersion
from arena.resources.models.register import (
    HostProfile,
    Resource,
    ResourceKind,
    ResourcePart,
    ResourceUnit,
    RoomLayout,
    RoomProfile,
)
from arena.resources.models.reservations import ABSENCE, Reservation

__all__ = [
    "ABSENCE",
    "Closure",
    "DayRule",
    "HostProfile",
    "OpeningHours",
    "Reservation",
    "Resource",
    "ResourceKind",
    "ResourcePart",
    "ResourceUnit",
    "RoomLayout",
    "RoomProfile",
    "TimetableVersion",
]
