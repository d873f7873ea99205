"""Hours of a day as people write them: “9–16”, “9.00–12.00, 13–17”."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

from arena.resources.rules.intervals import overlaps

_BETWEEN_SPANS = re.compile(r"\s*(?:,|;|/|\boch\b|\band\b|&|\+)\s*", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:[-–—−]|\btill\b|\bto\b)\s*(\d{1,2})(?:[.:](\d{2}))?",
    re.IGNORECASE,
)


class Unreadable(ValueError):
    """The text does not say hours."""


class Backwards(ValueError):
    """A span ends before it begins."""


class Overlapping(ValueError):
    """Two spans of the day share some time."""


def read_hours(text: str) -> list[tuple[time, time]]:
    """Return the spans of a day, in order; none for a blank text, which is a closed day.

    Raises `Unreadable`, `Backwards` or `Overlapping`.
    """
    if not text.strip():
        return []
    spans = sorted(_span(part) for part in _BETWEEN_SPANS.split(text.strip()))
    if any(overlaps(one, other) for one, other in pairwise(spans)):
        raise Overlapping
    return spans


def _span(text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise Unreadable
    opens, opens_past, closes, closes_past = (int(number or 0) for number in found.groups())
    if max(opens, closes) > 23 or max(opens_past, closes_past) > 59:
        raise Unreadable
    opens_at, closes_at = time(opens, opens_past), time(closes, closes_past)
    if opens_at >= closes_at:
        raise Backwards
    return opens_at, closes_at
