"""What is done to every text that a person types, before anything else looks at it."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")

# Characters that turn the direction of the text around them: harmless in a word
# processor, a way to disguise a name in a list.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff") | _DIRECTION_MARKS
_UNWANTED_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co"})


def clean_line(text: str) -> str:
    """Return `text` as one line: NFC, without control characters, with single spaces."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """Return `text` in NFC, with newlines as `\\n`, without control characters.

    More than one empty line in a row becomes one, so that nobody can push what
    follows off a page.
    """
    text = _NEWLINES.sub("\n", text)
    kept = "".join(c for c in text if c in "\n\t" or not _is_unwanted(c))
    composed = unicodedata.normalize("NFC", kept)
    lines = (_SPACES.sub(" ", line).strip() for line in composed.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _is_unwanted(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) in _UNWANTED_CATEGORIES
