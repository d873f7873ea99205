"""The running clock of an agenda: when each item begins, and whether all of it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Running:
    """When the items begin, in their order.

    `rough_from` is the place of the first item without a time of its own: what comes after it
    begins at the earliest then; None where all have one. `spare_minutes` are left over at the end,
    fewer than none if the items take longer than the meeting.
    """

    begins: tuple[datetime, ...]
    ends_at: datetime
    rough_from: int | None
    spare_minutes: int

    @property
    def over_minutes(self) -> int:
        """By how many minutes the items take longer than the meeting."""
        return max(0, -self.spare_minutes)


def run(starts_at: datetime, ends_at: datetime, minutes: Sequence[int | None]) -> Running:
    """Return the clock of items that take so many minutes, one after the other."""
    begins = []
    at = starts_at
    for each in minutes:
        begins.append(at)
        at += timedelta(minutes=each or 0)
    spare = int((ends_at - at).total_seconds() // 60)
    rough = next((place for place, each in enumerate(minutes) if each is None), None)
    return Running(tuple(begins), at, rough, spare)
