"""Who may see and do what with visits."""

from __future__ import annotations

from typing import Any

from arena.accounts import policy
from arena.accounts.models import Role
from arena.events.models import Event


def may_read_visits(person: Any) -> bool:
    """Let those who plan and those who count read of all visits; hosts have pages of their own."""
    return policy.may_plan(person) or bool(person.role == Role.ANALYST)


def may_read_contact_details(person: Any) -> bool:
    """Let those who meet people read names, addresses and numbers of bookers."""
    return policy.may_read_contact_details(person)


def may_handle(person: Any) -> bool:
    """Let those who plan answer requests, and change offers, walks and visits."""
    return policy.may_plan(person)


def may_host(person: Any) -> bool:
    """Let hosts, and those who plan, into the pages of tours."""
    return policy.is_host(person) or policy.may_plan(person)


def leads(person: Any, event: Event) -> bool:
    """Tell whether somebody is a host of an event."""
    return any(host.user_id == person.id for host in event.hosts)
