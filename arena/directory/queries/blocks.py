"""Which of very many names are alike, found without comparing each with every other.

Names are put together that share the beginning of a rare word; what shares only common words
(“energi”, “region”) must share two of them. Where even that brings too many together, each is
compared with its neighbours in the order of the alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from arena.directory.queries.likeness import ALIKE, words_agree

_BEGINNING = 4
_RARE = 200  # A beginning that so many names share tells them apart no more.
_MOST = 400  # Of one block; beyond it only neighbours are compared.
_NEIGHBOURS = 40
_TELL_EVERY = 250

Tell = Callable[[int], None]


class NameBlocks:
    """Names that may be alike, by what they share; numbered as they are given."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self._sorted = [" ".join(sorted(key.split())) for key in keys]
        self._single: dict[str, list[int]] = defaultdict(list)
        self._double: dict[Hashable, list[int]] = defaultdict(list)
        beginnings = [_beginnings(key) for key in keys]
        for number, parts in enumerate(beginnings):
            for part in parts:
                self._single[part].append(number)
        for number, parts in enumerate(beginnings):
            for shared in self._common(keys[number], parts):
                self._double[shared].append(number)

    def alike(self, key: str, before: int | None = None) -> list[tuple[int, float]]:
        """Return the names like `key` with their ratio (84–100): of the first `before` alone."""
        candidates = self._candidates(key, before)
        if not candidates:
            return []
        numbers = list(candidates)
        close = process.extract(
            " ".join(sorted(key.split())),
            [self._sorted[number] for number in numbers],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            limit=None,
        )
        return [
            (numbers[place], ratio)
            for _, ratio, place in close
            if words_agree(key, self.keys[numbers[place]])
        ]

    def pairs(self, tell: Tell) -> Iterator[tuple[int, int, float]]:
        """Yield every two names that are alike, once; `tell` hears how many have been looked at."""
        for number, key in enumerate(self.keys):
            if number % _TELL_EVERY == 0:
                tell(number)
            for other, ratio in self.alike(key, before=number):
                yield other, number, ratio

    def _candidates(self, key: str, before: int | None) -> set[int]:
        parts = _beginnings(key)
        found: set[int] = set()
        for part in parts:
            block = self._single.get(part, ())
            if len(block) <= _RARE:
                found.update(block)
        for shared in self._common(key, parts):
            found.update(self._near(self._double.get(shared, ()), before))
        return found if before is None else {each for each in found if each < before}

    def _common(self, key: str, parts: Sequence[str]) -> Iterator[Hashable]:
        """Yield what a name shares with others by common words: two of them, or its only word."""
        common = [part for part in parts if len(self._single.get(part, ())) > _RARE]
        yield from combinations(common, 2)
        if len(parts) == 1 and common:
            yield key

    def _near(self, block: Sequence[int], before: int | None) -> Sequence[int]:
        if len(block) <= _MOST or before is None:
            return block[:_MOST]
        place = next((i for i, number in enumerate(block) if number >= before), len(block))
        return block[max(0, place - _NEIGHBOURS) : place]


def _beginnings(key: str) -> list[str]:
    return sorted({word[:_BEGINNING] for word in key.split()})
