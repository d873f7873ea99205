"""Who may search; what they find is decided by the rule of each kind of record."""

from __future__ import annotations

from typing import Any

from arena.accounts.policy import may_read_staff_pages


def may_search(person: Any) -> bool:
    """Let all staff search."""
    return may_read_staff_pages(person)
