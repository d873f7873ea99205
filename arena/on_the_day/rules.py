"""What stands on a door: who is in the room now, who comes next, and until when it is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

What = TypeVar("What")


@dataclass(frozen=True)
class Held(Generic[What]):
    """A use of a room; it is kept from others from set-up to clear-up."""

    starts_at: datetime
    ends_at: datetime
    kept_from: datetime
    kept_until: datetime
    what: What


@dataclass(frozen=True)
class Door(Generic[What]):
    """A room at one moment: in use, made ready, or free until the next set-up begins."""

    current: Held[What] | None
    is_made_ready: bool
    following: Sequence[Held[What]]
    free_until: datetime | None  # None: for the rest of what is known, or not free.

    @property
    def is_free(self) -> bool:
        """Whether anybody may go in."""
        return self.current is None and not self.is_made_ready


def door_at(now: datetime, uses: Sequence[Held[What]]) -> Door[What]:
    """Return what a door says; periods are half-open, so what ends now is over."""
    current = next((use for use in uses if use.starts_at <= now < use.ends_at), None)
    is_made_ready = current is None and any(u.kept_from <= now < u.kept_until for u in uses)
    following = sorted((use for use in uses if use.starts_at > now), key=lambda use: use.starts_at)
    free = current is None and not is_made_ready
    free_until = min((use.kept_from for use in following), default=None) if free else None
    return Door(current, is_made_ready, following, free_until)
