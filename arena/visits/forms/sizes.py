"""How many come: the field, and the largest number that is no slip of the hand."""

from __future__ import annotations

from arena.web.fields import HeadsField as GroupSizeField

LARGEST_GROUP = 1000  # Larger numbers are slips of the hand.

__all__ = ["LARGEST_GROUP", "GroupSizeField"]
