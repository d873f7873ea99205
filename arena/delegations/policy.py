"""Who may see and do what with delegations."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy
from arena.accounts.models import Role
from arena.delegations.models import Delegation, RoleName


def may_read_delegations(person: Any) -> bool:
    """Let those who plan and those who count read of all delegations."""
    return policy.may_plan(person) or bool(person.role == Role.ANALYST)


def may_read_people(person: Any) -> bool:
    """Let those who plan read names, addresses and lists of participants."""
    return policy.may_plan(person)


def may_plan_delegations(person: Any) -> bool:
    """Let those who plan decide on enquiries, and build and release programmes."""
    return policy.may_plan(person)


def may_lead_days(person: Any) -> bool:
    """Let staff into the pages of day leads; which delegation's, `leads_days_of` decides."""
    return policy.is_staff(person)


def leads_days_of(person: Any, delegation: Delegation) -> bool:
    """Let day leads see to their own delegations on the day, and those who plan to all."""
    return policy.may_plan(person) or any(
        role.user_id == person.id and role.role == RoleName.DAY_LEAD for role in delegation.roles
    )
