"""Roles and states in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.models import Role

ROLE_NAMES: dict[str, Any] = {
    Role.ADMIN: _l("Administrator"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.HOST: _l("Host"),
    Role.ANALYST: _l("Analyst"),
    Role.PARTNER: _l("Partner"),
}
ROLE_HINTS: dict[str, Any] = {
    Role.ADMIN: _l("Does what a coordinator does, and looks after users and the audit trail."),
    Role.COORDINATOR: _l("Answers requests, plans visits and writes to visitors."),
    Role.HOST: _l("Receives groups, and reports afterwards."),
    Role.ANALYST: _l("Reads everything but how to reach people. Changes nothing."),
    Role.PARTNER: _l("Is no staff: follows calendars and offers on pages of their own."),
}
LANGUAGE_CHOICES = [("sv", "Svenska"), ("en", "English")]


def role_name(role: str) -> Any:
    """`{{ user.role|role_name }}`: “Samordnare”."""
    return ROLE_NAMES[role]


def role_choices() -> list[tuple[str, Any, Any]]:
    """Return the roles with what each may do, for a field of a form."""
    return [(str(role), ROLE_NAMES[role], ROLE_HINTS[role]) for role in Role]
