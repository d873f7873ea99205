"""Files with lists of participants: how large they may be."""

from __future__ import annotations

from arena import spreadsheets
from arena.delegations.rules.rosters import MOST_CHARACTERS, MOST_COLUMNS, MOST_PEOPLE, Row
from arena.spreadsheets import Limits, TooLong, Unreadable, split_text

LARGEST = 2 * 1024 * 1024
_LIMITS = Limits(
    size=LARGEST,
    characters=MOST_CHARACTERS,
    rows=4 * MOST_PEOPLE,  # Some of them may be empty.
    columns=MOST_COLUMNS,
)
__all__ = ["LARGEST", "TooLong", "Unreadable", "read_file", "split_text"]


def read_file(content: bytes) -> list[Row]:
    """Return the rows of a list of participants; raise `Unreadable` or `TooLong`."""
    return spreadsheets.read_file(content, _LIMITS)
