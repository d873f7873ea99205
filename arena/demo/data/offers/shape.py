"""What an offer of the demo says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Stop:
    """One part of a programme."""

    minutes: int
    title_sv: str
    title_en: str
    place: str | None = None


@dataclass(frozen=True)
class Facts:
    """One offer; texts come in pairs (Swedish, English)."""

    code: str
    slug: str
    title: tuple[str, str]
    summary: tuple[str, str]
    description: tuple[str, str]
    audience: tuple[str, str]
    meeting_point: tuple[str, str]
    topic: str
    stops: tuple[Stop, ...]
    group: tuple[int, int]
    languages: tuple[str, ...]
    lead_working_days: int
    fee_sek: int = 0
    fee_reason: tuple[str, str] = ("", "")
    exemptions: tuple[str, ...] = ("education", "city", "media", "protocol", "collaboration")
    advice: tuple[str, str] = ("", "")
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    first_start: time = time(9)
    last_start: time = time(14)
    step_minutes: int = 60
    is_digital: bool = False
    is_open_walk: bool = False

    @property
    def minutes(self) -> int:
        """The length of the visit."""
        return sum(stop.minutes for stop in self.stops)
