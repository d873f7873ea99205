"""Who may read and change what is mailed. Every predicate takes the signed-in person."""

from __future__ import annotations

from typing import Any

from arena.accounts.models import Role
from arena.accounts.policy import is_coordinator_or_admin


def may_read_messages(person: Any) -> bool:
    """Let those who plan, and analysts, see what is sent, when, and what stopped."""
    return is_coordinator_or_admin(person) or bool(person.role == Role.ANALYST)


def may_read_words(person: Any) -> bool:
    """Let those who plan read to whom a mail goes and what it says; an analyst needs neither."""
    return is_coordinator_or_admin(person)


def may_change_messages(person: Any) -> bool:
    """Let those who plan try a mail again, leave it out, and start the mail after a stop."""
    return is_coordinator_or_admin(person)
