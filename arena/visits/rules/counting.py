"""How visits are counted: what is a visit, a group, a visitor, and the middle of many days.

Only what has taken place counts. A group is one visit of an organisation; an open walk that people
join one by one is a visit too, and no group. The country is the organisation's, not each visitor's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
_DAY_SECONDS = 86_400


class Outcome(StrEnum):
    """What became of a visit that was settled for a day."""

    HELD = "held"
    CANCELLED = "cancelled"
    CALLED_OFF = "called_off"
    NO_SHOW = "no_show"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What is counted of one visit; nothing in it tells who came."""

    day: date
    outcome: Outcome
    is_walk: bool
    offer_id: int
    people: int  # Who came; who was expected where `is_reported` is false.
    is_reported: bool
    language: str
    country: str = ""
    organisation_type: str = ""
    lead_days: float | None = None


@dataclass(frozen=True)
class Count:
    """Groups and the people in them, open walks and the people on them."""

    groups: int = 0
    group_people: int = 0
    walks: int = 0
    walk_people: int = 0

    @property
    def visits(self) -> int:
        """Groups and open walks."""
        return self.groups + self.walks

    @property
    def visitors(self) -> int:
        """Everybody who came."""
        return self.group_people + self.walk_people


def held(facts: Iterable[Fact]) -> list[Fact]:
    """Return what has taken place."""
    return [fact for fact in facts if fact.outcome is Outcome.HELD]


def count(facts: Iterable[Fact]) -> Count:
    """Count what has taken place."""
    groups = group_people = walks = walk_people = 0
    for fact in held(facts):
        if fact.is_walk:
            walks += 1
            walk_people += fact.people
        else:
            groups += 1
            group_people += fact.people
    return Count(groups, group_people, walks, walk_people)


def count_by(facts: Iterable[Fact], key: Callable[[Fact], Key]) -> Mapping[Key, Count]:
    """Count what has taken place, for each value of `key` by itself."""
    sorted_out: dict[Key, list[Fact]] = defaultdict(list)
    for fact in held(facts):
        sorted_out[key(fact)].append(fact)
    return {value: count(own) for value, own in sorted_out.items()}


def days_between(earlier: datetime, later: datetime) -> float:
    """Return how many days there are between two moments; never less than none."""
    return max((later - earlier).total_seconds() / _DAY_SECONDS, 0.0)


def middle(days: Iterable[float | None]) -> float | None:
    """Return the median to one decimal, or None of nothing; what is None does not count."""
    known = [each for each in days if each is not None]
    return round(median(known), 1) if known else None
