"""Who may read the audit trail."""

from __future__ import annotations

from typing import Any


def may_read_audit(person: Any) -> bool:
    """Let administrators read it: the trail tells who did what, which colleagues need not know.

    The role is named by its word, since accounts stand a floor above.
    """
    return bool(person.role == "admin")
