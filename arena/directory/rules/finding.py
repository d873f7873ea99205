"""Names and what people type, folded so that the one is found by the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 6  # More words than this find nothing more.
_LONGEST_WORD, _LONGEST_KEY, _LONGEST_TAG = 60, 160, 40
_LAST = "\U0010ffff"
_NORDIC = str.maketrans(
    {"\u0131": "i", "æ": "a", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "œ": "oe"}
)
# Joined rather than parted: “O'Brien”, “norrskar.example”.
_JOINING = re.compile(r"['’`´.]")  # noqa: RUF001 - the signs that people type for an apostrophe
_WORD = re.compile(r"[^\W_]+")


def search_words(text: str) -> list[str]:
    """Return the words of a text, folded: lower case, no accents, å and ä as a, ö and ø as o.

    “Tallåsens tekniska högskola” becomes tallasens, tekniska, hogskola; “@norrskar.example” becomes
    norrskarexample, so that the beginning of a domain is the beginning of a word.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_NORDIC)
    bare = "".join(
        c for c in unicodedata.normalize("NFD", _JOINING.sub("", folded)) if not _is_mark(c)
    )
    return [word[:_LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", bare))]


def search_key(text: str) -> str:
    """Return a whole name, folded; never empty for a name that is not, since "" means unseen."""
    return (" ".join(search_words(text)) or text.strip().casefold() or "?")[:_LONGEST_KEY]


def word_range(word: str) -> tuple[str, str]:
    """Return the half-open range of the words that begin with one, by the codes of characters."""
    return word, word + _LAST


def words_of_organisation(name: str, number: str | None, domain: str | None) -> set[str]:
    """Return the words that an organisation is found by.

    A number is found by its beginning and, as people write it, by its last four digits.
    """
    words = {*search_words(name), *search_words(domain or "")}
    if number:
        words |= {number.casefold(), *search_words(f"{number[:-4]} {number[-4:]}")}
    return words


def words_of_address(email: str | None) -> set[str]:
    """Return the words that a mail address is found by: before the @, and its domain."""
    local, _, domain = (email or "").partition("@")
    parts = {*search_words(local), *search_words(local.replace(".", " "))}
    return parts | set(search_words(domain)) if domain else set()


def how_well(text: str, words: Iterable[str], name: str, key: str) -> tuple[int, int, int, str]:
    """Return by what to sort the names, with their keys, that words find: the best is the least.

    First what begins as it was typed, accents and all, then without them; then what has more of the
    words whole; then where they stand further ahead; then by name.
    """
    own, wanted = key.split(), list(words)
    whole = sum(word in own for word in wanted)
    ahead = next(
        (place for place, word in enumerate(own) if any(word.startswith(w) for w in wanted)),
        len(own),
    )
    begins = name.casefold().startswith(text.casefold()) + key.startswith(" ".join(wanted))
    return -begins, -whole, ahead, key


def tag_key(name: str) -> str:
    """Return a tag folded for comparing: two that differ only in case and spaces are one."""
    return " ".join(name.casefold().split())[:_LONGEST_TAG]


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0
