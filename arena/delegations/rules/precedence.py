"""In which order people stand on a list, and how their names are to be set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Somebody on a list: by precedence, else as they were given."""

    @property
    def precedence(self) -> int | None:
        """1 goes first; None: after all who have a number."""

    @property
    def position(self) -> int:
        """Where they stand in the list as it was given."""


Somebody = TypeVar("Somebody", bound=Placed)

_SCRIPTS = (
    ("HANGUL", "ko"),
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("CJK", "zh"),
    ("HEBREW", "he"),
    ("ARABIC", "ar"),
)
_HAN_COUNTRIES = {"JP": "ja", "KR": "ko", "KP": "ko"}
_ARABIC_COUNTRIES = {"IR": "fa", "AF": "fa", "PK": "ur"}


def by_precedence(people: Iterable[Somebody]) -> list[Somebody]:
    """Return people in order: who has a number by it, then the others as they were given."""
    return sorted(
        people, key=lambda each: (each.precedence is None, each.precedence or 0, each.position)
    )


def language_of_name(name: str, country: str) -> str:
    """Return the language by which a name is drawn and read out, or "" for Latin letters.

    Chinese, Japanese and Korean draw the same characters in their own ways: where the script does
    not say, the country of the party does.
    """
    found = {
        language
        for character in name
        if not character.isascii()
        for script, language in _SCRIPTS
        if unicodedata.name(character, "").startswith(script)
    }
    for language in ("ko", "ja", "he"):
        if language in found:
            return language
    if "zh" in found:
        return _HAN_COUNTRIES.get(country, "zh")
    if "ar" in found:
        return _ARABIC_COUNTRIES.get(country, "ar")
    return ""


def breadth(text: str) -> int:
    """Return how broad a text is, in halves of a full-width character."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def size_step(text: str) -> int:
    """Return how much smaller than usual a text on a card is set: 0 (not at all) to 3."""
    return sum(breadth(text) > limit for limit in (26, 44, 72))
