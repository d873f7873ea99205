"""Where somebody looks at the board from, to come back there: each window has a place of its own.

The place goes along with the form. The session would know only the window last looked at.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from flask import request, url_for

_VIEWS = ("meeting_place_board.index", "meeting_place_board.table")


def here() -> str:
    """Return the address of the board or table that is being shown."""
    return read_place(request.full_path) or url_for(_VIEWS[0])


def find_place() -> str:
    """Return where an entry was opened from: as its form or link says, or else its referrer."""
    said = (request.values.get("back"), request.referrer)
    return next((place for text in said if (place := read_place(text))), url_for(_VIEWS[0]))


def read_place(text: str | None) -> str | None:
    """Return an address within the house if it is the board's or the table's; None for any other.

    Only its path and its question are kept, so that it leads nowhere else.
    """
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    if parts.path not in map(url_for, _VIEWS):
        return None
    return urlunsplit(("", "", parts.path, parts.query, ""))
