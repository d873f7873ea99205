"""Who may see and keep a host's time."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy


def may_keep_own_time(person: Any) -> bool:
    """Let hosts keep their own time, and those who plan, who may host as well."""
    return policy.is_host(person) or policy.may_plan(person)


def may_keep_time_of_hosts(person: Any) -> bool:
    """Let those who plan keep it for any host: people call in sick."""
    return policy.may_plan(person)
