"""Whom a host can call on the day: who leads with them, and who plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arena.accounts.queries import list_planners
from arena.events.models import Event


@dataclass(frozen=True)
class Colleague:
    """Somebody to call; `phone` is E.164, or None."""

    name: str
    phone: str | None


def list_colleagues(event: Event, user_id: int) -> Sequence[Colleague]:
    """Return who leads an event beside one host."""
    return [
        Colleague(host.name, host.user.phone if host.user else None)
        for host in event.hosts
        if host.user_id != user_id
    ]


def list_duty_phones(most: int = 3) -> Sequence[Colleague]:
    """Return those who plan and can be called, by name."""
    planners = list_planners()
    return [Colleague(user.name, user.phone) for user in planners if user.phone][:most]
