"""How delegations are counted.

Only what has taken place counts, once each, whatever the length of its programme. Its people are
those who were counted on the day, or those expected where nobody counted. The country is the
organisation's, not each guest's; international is every other than the arena's own. Who came on a
screen is counted apart. A place is counted once for each delegation that was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", str, int)
HOME = "SE"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What is counted of one delegation; nothing in it tells who came."""

    type: str
    country: str
    organisation_type: str
    topics: tuple[str, ...]
    places: tuple[int, ...]  # The numbers of the resources where it was.
    people: int
    is_counted: bool  # False: nobody has counted, and `people` were expected.

    @property
    def is_digital(self) -> bool:
        """Whether they came on a screen."""
        return self.type == "digital"


@dataclass(frozen=True)
class Sum:
    """How many delegations, and how many people in them."""

    delegations: int = 0
    people: int = 0

    def plus(self, fact: Fact) -> Sum:
        """Return the sum with one more."""
        return Sum(self.delegations + 1, self.people + fact.people)


@dataclass(frozen=True)
class Figures:
    """What is told of some delegations; the tables have the largest first."""

    here: Sum
    digital: Sum
    countries: int
    international: int
    uncounted: int
    by_type: list[tuple[str, Sum]]
    by_country: list[tuple[str, Sum]]
    by_topic: list[tuple[str, Sum]]
    by_place: list[tuple[int, Sum]]

    @property
    def total(self) -> int:
        """How many delegations, here and on screens."""
        return self.here.delegations + self.digital.delegations


def count(facts: Iterable[Fact]) -> Figures:
    """Count delegations that have taken place."""
    all_facts = list(facts)
    return Figures(
        here=_sum(fact for fact in all_facts if not fact.is_digital),
        digital=_sum(fact for fact in all_facts if fact.is_digital),
        countries=len({fact.country for fact in all_facts}),
        international=sum(fact.country != HOME for fact in all_facts),
        uncounted=sum(not fact.is_counted for fact in all_facts),
        by_type=_table(all_facts, lambda fact: (fact.type,)),
        by_country=_table(all_facts, lambda fact: (fact.country,)),
        by_topic=_table(all_facts, lambda fact: fact.topics),
        by_place=_table(all_facts, lambda fact: fact.places),
    )


def _sum(facts: Iterable[Fact]) -> Sum:
    total = Sum()
    for fact in facts:
        total = total.plus(fact)
    return total


def _table(facts: Iterable[Fact], keys: Callable[[Fact], Iterable[Key]]) -> list[tuple[Key, Sum]]:
    sums: dict[Key, Sum] = defaultdict(Sum)
    for fact in facts:
        for key in dict.fromkeys(keys(fact)):
            sums[key] = sums[key].plus(fact)
    return sorted(sums.items(), key=lambda each: (-each[1].delegations, str(each[0])))
