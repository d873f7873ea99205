"""The words on the board's bars: how wide they are, and how they are cut where there is no room.

A drawing (SVG) cuts words in the middle of a letter. How wide they are is known only where they are
drawn; here each letter is taken to be as wide as the widest of its kind, so that none is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_NARROW, _SLIM, _BROAD = set("iIjJl.,:;'!| "), set("frt()[]/-"), set("mwMW@%—…")
_LOOSE = " ,.:;–-("  # Nothing ends with these.


def width_of(words: str) -> float:
    """Return how many pixels words take up at most, in the board's letters (13 pixels)."""
    return sum(map(_width, words))


def shortened(words: str, pixels: float) -> str:
    """Return the words for which there is room, with an ellipsis where they are not all.

    Nothing where not even the first has room: half a word is no part of the name that is heard
    (WCAG 2.5.3).
    """
    if width_of(words) <= pixels:
        return words
    kept = ""
    for end in (place for place, letter in enumerate(words) if letter == " "):
        whole = words[:end].rstrip(_LOOSE)
        if width_of(f"{whole}…") > pixels:
            break
        kept = f"{whole}…" if whole else ""
    return kept


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 3.5
    if letter in _SLIM:
        return 4.8
    if letter in _BROAD:
        return 12
    return 7.4 if letter.islower() or letter.isdigit() else 9.2


def label_ends(bars: Sequence[tuple[float, float]]) -> list[float]:
    """Return how far the words of each bar of a lane may reach: to the next one, or the end."""
    order = sorted(range(len(bars)), key=lambda number: bars[number])
    ends = [100.0] * len(bars)
    for this, following in pairwise(order):
        ends[this] = max(bars[following][0], bars[this][1])
    return ends
