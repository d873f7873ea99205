"""Who keeps screens, and who says that a fault is mended."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy


def may_keep_screens(person: Any) -> bool:
    """Let those who plan make and revoke the addresses of screens."""
    return policy.may_plan(person)


def may_have_plan(person: Any) -> bool:
    """Let those who plan have plan B: it names people, and how to reach them."""
    return policy.may_plan(person)


def may_mend(person: Any) -> bool:
    """Let those who plan, and hosts, say that a fault is mended."""
    return policy.may_plan(person) or policy.is_host(person)


def may_read_faults(person: Any) -> bool:
    """Let all staff read what does not work."""
    return policy.is_staff(person)
