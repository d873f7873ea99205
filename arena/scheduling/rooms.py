"""Which rooms can be had when: the meeting place says it, and other domains ask it here.

That nothing is held twice, the database alone decides when something is scheduled.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, cast

from flask import Flask, current_app

from arena.resources.models import Resource

_FINDER = "arena.scheduling.rooms"


@dataclass(frozen=True, kw_only=True)
class RoomWish:
    """A room that is wanted for so long and for so many; `minutes` from each start on."""

    room_id: int
    minutes: int
    people: int
    is_partner: bool


@dataclass(frozen=True, kw_only=True)
class Near:
    """What could be had instead; `words` say how it differs."""

    room: Resource
    starts_at: datetime
    ends_at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Whether a room can be had at one time: `trouble` says why not, `near` what could be."""

    day: date
    is_free: bool
    is_taken: bool = False  # Somebody has it; otherwise it is shut then.
    trouble: Any = ""
    near: Sequence[Near] = ()


class Finder(Protocol):
    """What the meeting place knows of its rooms."""

    def list_rooms(self, *, is_partner: bool) -> Sequence[Resource]:
        """Return the rooms that staff may have, or partners without asking, by name."""

    def look(
        self,
        wish: RoomWish,
        starts: Sequence[tuple[date, datetime]],
        *,
        ignore_events: Collection[int] = (),
    ) -> Sequence[Slot]:
        """Return whether the room can be had at each start, in their order.

        What `ignore_events` hold counts as free.
        """


def register_finder(app: Flask, finder: Finder) -> None:
    """Let `finder` answer for all rooms."""
    app.extensions[_FINDER] = finder


def finder() -> Finder:
    """Return who answers for the rooms."""
    return cast(Finder, current_app.extensions[_FINDER])
