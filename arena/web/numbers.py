"""Whole numbers as they come in addresses and hidden fields."""

from __future__ import annotations

_MOST_DIGITS = 9  # So that a 32-bit column takes it.


def read_whole(text: str | None, most_digits: int = _MOST_DIGITS) -> int | None:
    """Return the number that `text` is in plain digits; None for anything else, or a longer one."""
    if not text or len(text) > most_digits or not (text.isascii() and text.isdigit()):
        return None
    return int(text)
