"""What a search finds: records of one kind, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 8  # Of each kind; its own page lists the rest.


@dataclass(frozen=True)
class Hit:
    """One record: what it is called, what tells it from others, and where it is."""

    title: str
    detail: str
    href: str


@dataclass(frozen=True)
class Found:
    """The hits of one kind; `total` counts those that are not shown as well.

    `is_more`: there are more than were counted.
    """

    heading: Any
    hits: Sequence[Hit]
    total: int
    more_href: str | None = None
    is_more: bool = False
