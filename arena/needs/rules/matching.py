"""How well a need and an offer fit: by what both speak of, how rare that is, and their topics.

The weights are BM25's in the main: a word that few speak of says much, one that comes again adds
less and less, and a long text is weighed down. Two records may each stand in Swedish, English or
both: what is shared is counted for each pair of languages, and the best pair holds, so that a
record in both languages does not count twice.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

BITS = {"sv": 1, "en": 2}
_PAIRS = ((1, 1), (2, 2), (1, 2), (2, 1))
_BACKGROUND = 60  # As if so many texts were known beside: what three texts share is not common.
_ONE = 5.2  # The logarithm of 180.
_RAREST = 1.2
_TOPIC = 0.55  # What a shared topic adds, and what topics add at most.
_TOPICS = 1.1
_TELLING = 0.3  # What a shared word must add to be told as a reason.
_LEAST_WORDS = 0.9  # Topics alone make no match.
_LEAST = 1.5
_STRONG = 3.0
_ALONE = 0.95  # What one word that is alone in being shared must add.
MOST_COMMON = 400  # Terms that more records have are asked for only where nothing rarer is.
MOST_TERMS = 60


class Strength(StrEnum):
    """How well two records fit, in words."""

    STRONG = "strong"
    FAIR = "fair"


@dataclass(frozen=True)
class Term:
    """One thing that a record speaks of: how much, by which word, and in which languages."""

    weight: float
    word: str
    languages: int  # Of BITS, added.


@dataclass(frozen=True)
class Shared:
    """What two records both speak of, by which word each, and how much it says."""

    term: str
    ours: str
    theirs: str
    weight: float


@dataclass(frozen=True)
class Scored:
    """How well one record fits, and why."""

    record_id: int
    score: float
    shared: list[Shared]  # What says most first.
    topics: list[str] = field(default_factory=list)

    @property
    def strength(self) -> Strength:
        """Whether they fit well, or may fit."""
        return Strength.STRONG if self.score >= _STRONG else Strength.FAIR


Row = tuple[int, str, float, int]  # A record, and one of its terms: weight and languages.


def rarity(frequency: int, total: int) -> float:
    """Return how much a term says that `frequency` of `total` records have.

    It goes by the share of records that have it, as in BM25, so that a word says as much among many
    records as among few: 1 is one in a hundred and eighty.
    """
    known = total + _BACKGROUND
    share = math.log((known + 1) / (frequency + 0.5)) / _ONE
    return min(_RAREST, max(0.0, share))


def telling_terms(
    ours: Mapping[str, Term], frequencies: Mapping[str, int], total: int
) -> list[str]:
    """Return which of our terms to look for: those that say most, of those that anybody has.

    Never more than `MOST_TERMS`, so that a long text takes no longer.
    """
    there = [name for name in ours if frequencies.get(name)]
    there.sort(key=lambda name: -ours[name].weight * rarity(frequencies[name], total))
    rare = [name for name in there if frequencies[name] <= MOST_COMMON]
    common = [name for name in there if frequencies[name] > MOST_COMMON]
    return [*rare, *common[: max(0, 12 - len(rare))]][:MOST_TERMS]


def score(
    ours: Mapping[str, Term],
    rows: Iterable[Row],
    frequencies: Mapping[str, int],
    total: int,
) -> dict[int, float]:
    """Return how much each record shares with ours in words, by its number."""
    sums: dict[int, list[float]] = {}
    rare = {name: rarity(frequencies.get(name, 1), total) for name in ours}
    for record_id, name, weight, languages in rows:
        term = ours[name]
        added = math.sqrt(weight * term.weight) * rare[name]
        totals = sums.setdefault(record_id, [0.0, 0.0, 0.0, 0.0])
        for index, (our, their) in enumerate(_PAIRS):
            if term.languages & our and languages & their:
                totals[index] += added
    return {record_id: max(totals) for record_id, totals in sums.items()}


def may_reach(words: float, best: Sequence[float]) -> bool:
    """Tell whether a record that shares so much in words could still stand among the best.

    `best` are the scores of as many as are wanted; fewer while there are not so many.
    """
    return words + _TOPICS >= max(_LEAST, min(best, default=_LEAST))


def explain(
    record_id: int,
    ours: Mapping[str, Term],
    theirs: Mapping[str, Term],
    frequencies: Mapping[str, int],
    total: int,
    topics: tuple[Collection[str], Collection[str]] = ((), ()),
) -> Scored | None:
    """Return how well two records fit and why; None where what they share is too little."""
    best = _best_pair(ours, theirs, frequencies, total)
    words = sum(each.weight for each in best)
    both = [topic for topic in topics[0] if topic in topics[1]]
    whole = words + min(_TOPICS, _TOPIC * len(both))
    if words < _LEAST_WORDS or whole < _LEAST or not _is_enough(best, both):
        return None
    best.sort(key=lambda each: (-each.weight, each.term))
    return Scored(record_id, whole, _once_a_word(best), both)


def _best_pair(
    ours: Mapping[str, Term],
    theirs: Mapping[str, Term],
    frequencies: Mapping[str, int],
    total: int,
) -> list[Shared]:
    pairs: list[list[Shared]] = [[] for _ in _PAIRS]
    for name in ours.keys() & theirs.keys():
        our, their = ours[name], theirs[name]
        added = math.sqrt(our.weight * their.weight) * rarity(frequencies.get(name, 1), total)
        for shared, (left, right) in zip(pairs, _PAIRS, strict=True):
            if our.languages & left and their.languages & right:
                shared.append(Shared(name, our.word, their.word, added))
    return max(pairs, key=lambda shared: sum(each.weight for each in shared))


def _is_enough(shared: Sequence[Shared], topics: Sequence[str]) -> bool:
    """Tell whether more than one word is shared, or one that says much in the same topic."""
    telling = [each for each in shared if each.weight >= _TELLING]
    words = max(len({each.ours for each in telling}), len({each.theirs for each in telling}))
    if words > 1:
        return True
    return bool(topics) and any(each.weight >= _ALONE for each in telling)


def _once_a_word(shared: Sequence[Shared]) -> list[Shared]:
    """Return what is worth telling: each pair of words once, by what it says most."""
    seen: set[tuple[str, str]] = set()
    told = []
    for each in shared:
        pair = (each.ours, each.theirs)
        if each.weight >= _TELLING and pair not in seen:
            seen.add(pair)
            told.append(each)
    return told
