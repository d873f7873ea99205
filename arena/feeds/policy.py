"""Whose feed holds what, and who may revoke it."""

from __future__ import annotations

from typing import Any, Literal

from arena.accounts import policy

Notes = Literal["none", "own", "all"]


def may_have_everything(person: Any) -> bool:
    """Let staff have every event of the house in their calendars; partners have the public ones."""
    return policy.may_read_staff_pages(person)


def notes_shown(person: Any) -> Notes:
    """Return in which events a person's calendar adds the staff note: whom to call, what is needed.

    As in the pages: who plans reads it of all visits, a host of their own, nobody else at all.
    """
    if policy.may_plan(person):
        return "all"
    return "own" if policy.may_read_contact_details(person) else "none"


def may_oversee(person: Any) -> bool:
    """Let administrators see which feeds there are, and revoke what somebody else forgot."""
    return policy.may_administer_users(person)
