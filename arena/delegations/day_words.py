"""The days of a delegation in words, for pages and mails alike."""

from __future__ import annotations

from arena.delegations.models import Delegation
from arena.web import filters


def stay(delegation: Delegation) -> str:
    """`{{ delegation|stay }}`: “tors 10 dec. 2026 – fre 11 dec. 2026”, or the only day."""
    first = filters.day_short(delegation.starts_on)
    if delegation.starts_on == delegation.ends_on:
        return first
    return f"{first} – {filters.day_short(delegation.ends_on)}"


def whole_stay(delegation: Delegation) -> str:
    """`{{ delegation|whole_stay }}`: the same with the names of days and months in full."""
    first = filters.day(delegation.starts_on)
    if delegation.starts_on == delegation.ends_on:
        return first
    return f"{first} – {filters.day(delegation.ends_on)}"
