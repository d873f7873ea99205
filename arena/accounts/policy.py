"""Who may do what, by role. Every predicate takes the signed-in person, or a stranger."""

from __future__ import annotations

from typing import Any

from arena.accounts.models import Role

STAFF = frozenset(role for role in Role if role.is_staff)
PLANNERS = frozenset({Role.ADMIN, Role.COORDINATOR})


def is_admin(person: Any) -> bool:
    """Tell whether the person administers the arena."""
    return bool(person.role == Role.ADMIN)


def is_host(person: Any) -> bool:
    """Tell whether the person receives groups."""
    return bool(person.role == Role.HOST)


def is_partner(person: Any) -> bool:
    """Tell whether the person comes from a partner."""
    return bool(person.role == Role.PARTNER)


def is_staff(person: Any) -> bool:
    """Tell whether the person is one of the arena's own, whatever they do there."""
    return person.role in STAFF


def is_coordinator_or_admin(person: Any) -> bool:
    """Tell whether the person plans: answers requests, assigns hosts, moves and cancels."""
    return person.role in PLANNERS


def may_plan(person: Any) -> bool:
    """Let those who plan change visits, resources, messages and the directory."""
    return is_coordinator_or_admin(person)


def may_read_staff_pages(person: Any) -> bool:
    """Let all staff, analysts too, read what the arena does; partners are no staff."""
    return is_staff(person)


def may_read_contact_details(person: Any) -> bool:
    """Let those who meet people read how to reach them: an analyst counts, and need not."""
    return is_coordinator_or_admin(person) or is_host(person)


def may_administer_users(person: Any) -> bool:
    """Let administrators invite people, change what they may do and close their accounts."""
    return is_admin(person)


def may_use_partner_pages(person: Any) -> bool:
    """Let partners into their own pages; staff see the same facts in theirs."""
    return is_partner(person)
