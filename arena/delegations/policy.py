"""Who may see and do what with delegations."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy
from arena.accounts.models import Role


def may_read_delegations(person: Any) -> bool:
    """Let those who plan and those who count read of all delegations."""
    return policy.may_plan(person) or bool(person.role == Role.ANALYST)


def may_read_people(person: Any) -> bool:
    """Let those who plan read names, addresses and lists of participants."""
    return policy.may_plan(person)


def may_plan_delegations(person: Any) -> bool:
    """Let those who plan decide on enquiries, and build and release programmes."""
    return policy.may_plan(person)
