"""What one meeting leaves to the next, and the order in which things stand on an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Sitting:
    """A meeting of a network, as far as what it leaves to the next is concerned.

    `is_settled`: it was held or called off, so that nothing comes onto its agenda by itself.
    """

    number: int
    starts_at: datetime
    ends_at: datetime
    is_settled: bool


def leaving_to(meeting: int, sittings: Sequence[Sitting], now: datetime) -> set[int]:
    """Return the meetings whose items come up again at `meeting`: those before it.

    Where one of them has yet to take place, that one comes first and takes what is older.
    """
    own = next(each for each in sittings if each.number == meeting)
    if own.is_settled:
        return set()
    before = [each for each in sittings if each.starts_at < own.starts_at]
    waiting = [each.starts_at for each in before if not each.is_settled and each.ends_at > now]
    oldest = max(waiting, default=None)
    return {each.number for each in before if oldest is None or each.starts_at >= oldest}


def moved(order: Sequence[Key], key: Key, steps: int) -> list[Key]:
    """Return the order with one thing `steps` further down (or up), at most at an end."""
    rest = [each for each in order if each != key]
    place = min(max(order.index(key) + steps, 0), len(rest))
    return [*rest[:place], key, *rest[place:]]
