"""Text as words: lower case, accents that tell no words apart taken off, hyphens understood."""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 2_000  # Of one text; what is longer is cut, so that no text takes long.
# Letters of their own in Swedish; the neighbours write two of them otherwise.
_KEPT = frozenset("åäö")
_NORDIC = str.maketrans({"æ": "ä", "ø": "ö", "\u00ad": "", "\u200b": "", "’": "'"})
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SHORTEST = 3
_SHORT_BUT_TELLING = frozenset({"ai", "ev", "el", "va", "5g", "4g"})


def fold(text: str) -> str:
    """Return a text in lower case with å, ä and ö as they are, and é as e."""
    lower = unicodedata.normalize("NFKC", text).casefold().translate(_NORDIC)
    return "".join(_folded(c) for c in unicodedata.normalize("NFC", lower))


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, folded; “återbruks-tegel” is one and its parts.

    A name of numbers and letters (CO2, 3D) is a word; a number alone says nothing.
    """
    found: list[str] = []
    for match in _WORD.finditer(fold(text)):
        word = match[0].removesuffix("'s").replace("'", "")
        parts = word.split("-")
        if len(parts) > 1:
            found.append("".join(parts))
        found += parts
        if len(found) >= MOST_WORDS:
            break
    return [word for word in found if _tells(word)][:MOST_WORDS]


def _tells(word: str) -> bool:
    if word.isdigit() or len(word) > 60:
        return False
    return len(word) >= _SHORTEST or word in _SHORT_BUT_TELLING


def _folded(character: str) -> str:
    if character in _KEPT or character.isascii():
        return character
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))
