"""Swedish compounds in their parts: “dagvattenrening” is about rening, and about dagvatten."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

# What stands between the parts: tunnel-s-, gat-u-, kyrk-o-, drick-es-.
_LINKS = ("", "s", "u", "o", "e", "a", "en", "er", "es", "n")
_SHORTEST_WORD = 7
_SHORTEST_PART = 3
# Of a part that is known, and of what is left, where the rest is not known.
_KNOWN_ALONE = 5
_LEFT = 4
_BEFORE = "ihop"  # A stem loses more at the end of a long word than of a short one.


class Splitter:
    """Takes stems apart at parts that are known; a stem that is known itself stays whole."""

    def __init__(self, words: Collection[str], stem: Callable[[str], str]) -> None:
        """Know `words`, as they are and as they end when other words stand before them."""
        self._stem = stem
        ordered = sorted(words)
        self._known = {word: stem(word) for word in ordered}
        self._known |= {known: known for known in self._known.values()}
        for word in ordered:  # What a word of its own is goes before what another may end as.
            known = stem(word)
            for form in (_undoubled(word), _undoubled(known), stem(_BEFORE + word)[len(_BEFORE) :]):
                if len(form) >= _SHORTEST_PART:
                    self._known.setdefault(form, known)
        self.split = cache(self._split)

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a stem, themselves as stems; empty where it is no compound."""
        if len(word) < _SHORTEST_WORD or word in self._known:
            return ()
        return self._of_known(word) or self._with_unknown(word)

    def _of_known(self, word: str) -> tuple[str, ...]:
        """Return parts that are all known; the longest first part wins."""
        for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            first = self._as_first(word[:end])
            if first is None:
                continue
            rest = word[end:]
            tail = self._as_last(rest)
            if tail is not None:
                return (first, tail)
            more = self._of_known(rest) if len(rest) >= _SHORTEST_WORD else ()
            if more:
                return (first, *more)
        return ()

    def _with_unknown(self, word: str) -> tuple[str, ...]:
        """Return two parts of which one is known and long enough not to be there by chance."""
        for size in range(len(word) - _LEFT, _KNOWN_ALONE - 1, -1):
            first = self._as_first(word[:size])
            if first is not None:
                return (first, self._stem(word[size:]))
            last = self._as_last(word[-size:])
            if last is not None:
                head = word[:-size]
                return (self._stem(head.removesuffix("s")), last)
        return ()

    def _as_first(self, text: str) -> str | None:
        for link in _LINKS:
            if text.endswith(link):
                known = self._known.get(text[: len(text) - len(link)])
                if known is not None:
                    return known
        return self._known.get(self._stem(text))

    def _as_last(self, text: str) -> str | None:
        return self._known.get(text) or self._known.get(self._stem(text))


def _undoubled(word: str) -> str:
    """Return a word without the second of two letters at its end, which stems lose as well."""
    return word[:-1] if len(word) > _SHORTEST_PART and word[-1] == word[-2] else word
