"""Who may read and change the directory."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy


def may_read_directory(person: Any) -> bool:
    """Let all staff see which organisations there are, and who stands for them."""
    return policy.may_read_staff_pages(person)


def may_change_directory(person: Any) -> bool:
    """Let those who plan keep the directory."""
    return policy.may_plan(person)


def may_read_contact_details(person: Any) -> bool:
    """Let those who meet people see addresses and phone numbers."""
    return policy.may_read_contact_details(person)


def keeps_search(person: Any, search: Any) -> bool:
    """Let everybody change their own searches, and those who plan the shared ones."""
    return bool(search.owner_id == person.id) or (search.is_shared and may_change_directory(person))
