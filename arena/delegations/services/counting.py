"""How many of a delegation have come, counted on the day or put right later."""

from __future__ import annotations

from arena import clock
from arena.audit.models import Actor
from arena.delegations.models import Delegation
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.enquiring import NotBegunYet


def count_heads(
    delegation: Delegation, headcount: int, *, by: Actor, version: int | None = None
) -> None:
    """Write down how many have come, 0 where nobody did; it may be said again.

    Raises `NotBegunYet` before the first day.
    """
    with doing(
        delegation, Act.REPORT, by=by, version=version, name="count_heads", headcount=headcount
    ):
        if clock.today() < delegation.starts_on:
            raise NotBegunYet
        delegation.headcount = headcount
