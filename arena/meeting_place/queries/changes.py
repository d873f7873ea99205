"""What happened to a booking after somebody opened a form about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arena.audit.queries import list_entries
from arena.audit.words import act_name, actor_names
from arena.meeting_place.models import RoomBooking


@dataclass(frozen=True)
class Change:
    """One act of somebody: when, what and who, in words."""

    at: datetime
    what: Any
    who: Any


def list_changes(booking: RoomBooking, since_version: int = 0) -> list[Change]:
    """Return what was done to a booking since it had a version, the latest first."""
    entries = [
        entry
        for entry in list_entries(booking)
        if int(entry.detail.get("version", 0)) > since_version
    ]
    names = actor_names({entry.actor for entry in entries})
    return [Change(entry.at, act_name(entry.action), names[entry.actor]) for entry in entries]
