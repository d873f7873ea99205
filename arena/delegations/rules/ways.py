"""How a party goes from place to place: on foot as far as one walks, else the quickest way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST_WALK = 20  # Minutes; beyond that a party rather rides, where it can.
WALK = "walk"


@dataclass(frozen=True)
class Way:
    """One way between two places: how, and how many minutes."""

    mode: str
    minutes: int


FAR = Way(WALK, 24 * 60)  # Where a party cannot go at all: no day is long enough.


def usual_way(known: Mapping[str, int], modes: Sequence[str]) -> Way | None:
    """Return how a party goes that can go by `modes`; None where no way is known for those."""
    ways = [Way(mode, known[mode]) for mode in modes if mode in known]
    on_foot = [way for way in ways if way.mode == WALK and way.minutes <= LONGEST_WALK]
    return min(on_foot or ways, key=lambda way: way.minutes, default=None)
