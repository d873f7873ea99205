"""What a form was about when it was filled in, and whether it is the same form once more."""

from __future__ import annotations

from typing import Self


class SeenVersion(int):
    """The version of a visit that a person acted on, with a mark of what the person typed.

    It goes wherever the version goes, into the trail too: so the same form sent twice (a double
    click, a page gone back to) is known from another form about the same version, whose words
    must not be taken for heard. `typed` is a keyed digest, from which nothing can be read.
    """

    typed: str

    def __new__(cls, version: int, typed: str = "") -> Self:
        """Make a version that remembers what was typed."""
        seen = super().__new__(cls, version)
        seen.typed = typed
        return seen


def typed_with(version: int | None) -> str:
    """Return the mark of what was typed with a version, or nothing for a bare number."""
    return version.typed if isinstance(version, SeenVersion) else ""
