"""What stands on a door at a moment, and when the morning has come for plan B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Generic, TypeVar

What = TypeVar("What")
PLAN_FROM, PLAN_UNTIL = time(6), time(12)  # Local times; later it is no morning any more.


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
    """A room at one moment: in use, made ready, or free until the next set-up begins.

    `in_parts` is what goes on in parts of it while it is not in use as a whole.
    """

    current: Held[What] | None
    is_made_ready: bool
    following: Sequence[Held[What]]
    free_until: datetime | None  # None: for the rest of what is known, or not free.
    in_parts: Sequence[Held[What]] = ()

    @property
    def is_free(self) -> bool:
        """Whether anybody may go in, wherever in it."""
        return self.current is None and not self.is_made_ready and not self.in_parts


def door_at(
    now: datetime, uses: Sequence[Held[What]], in_parts: Sequence[Held[What]] = ()
) -> Door[What]:
    """Return what a door says of a room and its parts; what ends now is over (half-open)."""
    current = next((use for use in uses if use.starts_at <= now < use.ends_at), None)
    is_made_ready = current is None and any(u.kept_from <= now < u.kept_until for u in uses)
    coming = (use for use in (*uses, *in_parts) if use.starts_at > now)
    following = sorted(coming, key=lambda use: use.starts_at)
    is_used_whole = current is not None or is_made_ready
    kept = [] if is_used_whole else [u for u in in_parts if u.kept_from <= now < u.kept_until]
    free = not is_used_whole and not kept
    free_until = min((use.kept_from for use in following), default=None) if free else None
    return Door(current, is_made_ready, following, free_until, kept)


def day_to_plan(now: datetime, zone: tzinfo) -> date | None:
    """Return the local day whose plan goes out now: from six until noon, else None.

    It asks the clock on the wall, so a night of 23 or 25 hours moves nothing.
    """
    local = now.astimezone(zone)
    return local.date() if PLAN_FROM <= local.time() < PLAN_UNTIL else None
