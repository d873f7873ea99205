"""Who may read the register of resources and the opening hours, and who may change them."""

from __future__ import annotations

from typing import Any

from arena.accounts.policy import is_coordinator_or_admin, is_staff


def may_read_resources(person: Any) -> bool:
    """Let all staff see what can be reserved, when it is open and who has it."""
    return is_staff(person)


def may_change_resources(person: Any) -> bool:
    """Let those who plan keep the register, the hours, the closures and the day rules."""
    return is_coordinator_or_admin(person)
