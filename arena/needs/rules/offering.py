"""Offers of partners: their kinds, who sees them, and how long they hold unless said again."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

HOLDS = timedelta(days=365)
ASKED_BEFORE = timedelta(days=21)  # Whether it still holds is asked so long before it expires.


class OfferKind(StrEnum):
    """What is offered."""

    SOLUTION = "solution"
    COMPETENCE = "competence"
    SITE = "site"
    MONEY = "money"
    RESEARCH = "research"


class OfferState(StrEnum):
    """Where an offer stands."""

    OPEN = "open"
    EXPIRED = "expired"  # Nobody said that it still holds; one press brings it back.
    WITHDRAWN = "withdrawn"


class OfferAudience(StrEnum):
    """Who may see an offer."""

    PUBLIC = "public"
    PARTNERS = "partners"  # Everybody who is signed in.
    NETWORKS = "networks"  # Members of the networks that its owner chose.
    STAFF = "staff"  # The arena's own alone, who may still introduce.


def expiry(said_on: date, valid_until: date | None) -> date:
    """Return the day from which an offer no longer holds that was said to hold on `said_on`."""
    latest = said_on + HOLDS
    return latest if valid_until is None else min(latest, valid_until + timedelta(days=1))


def is_time_to_ask(expires_on: date, valid_until: date | None, today: date) -> bool:
    """Tell whether to ask if an offer still holds: not of what ends on a day of its own."""
    if valid_until is not None and expires_on > valid_until:
        return False
    return today >= expires_on - ASKED_BEFORE
