"""Which wish to loosen when nothing fits into a day: each is tried, and what it would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from arena.delegations.rules.drafting import House, Wishes
from arena.delegations.rules.drafting_search import propose

_WIDTH = 6
_HOUR = 60
_LATEST = 18 * 60


class Loosened(StrEnum):
    """A wish that may be loosened."""

    TOPICS = "topics"
    LEVEL = "level"
    HOSTS = "hosts"  # They are found later.
    STEPS = "steps"
    SIZE = "size"  # In two groups.
    HOURS = "hours"  # An hour longer.


@dataclass(frozen=True)
class Loosening:
    """A wish to loosen, and how many stops a draft would then have."""

    wish: Loosened
    stops: int


def loosenings(wishes: Wishes, house: House, *, count: int) -> list[Loosening]:
    """Return which one wish to loosen for more than `count` stops, what gives most first."""
    found = [
        Loosening(name, propose(looser, house, width=_WIDTH).count)
        for name, looser in _looser(wishes)
    ]
    better = [each for each in found if each.stops > count]
    return sorted(better, key=lambda each: (-each.stops, list(Loosened).index(each.wish)))


def half(size: int) -> int:
    """Return how many are in the larger of two groups."""
    return -(-size // 2)


def _looser(wishes: Wishes) -> Iterator[tuple[Loosened, Wishes]]:
    """Go through the wishes with one of them loosened."""
    if wishes.topics:
        yield Loosened.TOPICS, replace(wishes, topics=frozenset())
    if wishes.level is not None:
        yield Loosened.LEVEL, replace(wishes, level=None)
    if not wishes.may_lack_hosts:
        yield Loosened.HOSTS, replace(wishes, may_lack_hosts=True)
    if wishes.needs_step_free:
        yield Loosened.STEPS, replace(wishes, needs_step_free=False)
    if wishes.size > 2:
        yield Loosened.SIZE, replace(wishes, size=half(wishes.size))
    longer = tuple(replace(day, ends=min(day.ends + _HOUR, _LATEST)) for day in wishes.days)
    if longer != wishes.days:
        yield Loosened.HOURS, replace(wishes, days=longer)
