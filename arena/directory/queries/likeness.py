"""How alike two names of organisations are, folded by `rules.name_key`."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

# How sure a ground is, of 100. A city's domain may be that of many of its bodies, so the very same
# name tells more; a similar one tells less.
SAME_NUMBER, SAME_NAME, SAME_DOMAIN, SIMILAR_NAME = 100, 95, 92, 90
OTHER_COUNTRY = 12

# “Granbakken Arkitekter” is “Granbacken Arkitekter”, but “Granviken Arkitekter” is another: the
# whole must be alike, and each word as well. “Arkitekter” and “arkitektkontor” begin alike enough.
ALIKE, _WORD_ALIKE = 84, 80
_STEM, _SHARE_OF_SHORTER = 6, 0.6


def words_agree(key: str, other: str) -> bool:
    """Tell whether each word of the name with fewer is like one of the other's."""
    fewer, more = sorted((key.split(), other.split()), key=len)
    return all(any(_word_alike(word, w) for w in more) for word in fewer)


def name_score(key: str, other: str, ratio: float, *, is_same_country: bool) -> int:
    """Return how sure it is that two names with this ratio (0–100) are of the same body."""
    score = SAME_NAME if key == other else round(SIMILAR_NAME * ratio / 100)
    return score - (0 if is_same_country else OTHER_COUNTRY)


def _word_alike(word: str, other: str) -> bool:
    if fuzz.ratio(word, other) >= _WORD_ALIKE:
        return True
    begins = Prefix.similarity(word, other)
    return begins >= max(_STEM, _SHARE_OF_SHORTER * min(len(word), len(other)))
