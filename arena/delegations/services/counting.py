"""How many of a delegation have come, counted on the day."""

from __future__ import annotations

from arena.audit.models import Actor
from arena.delegations.models import Delegation
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing


def count_heads(delegation: Delegation, headcount: int, *, by: Actor) -> None:
    """Write down how many have come; it may be said again."""
    with doing(delegation, Act.REPORT, by=by, name="count_heads", headcount=headcount):
        delegation.headcount = headcount
