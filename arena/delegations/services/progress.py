"""What time does to a delegation: under way from its first item on, done after its last."""

from __future__ import annotations

from arena import clock
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.queries.progress import times_of
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing, lock


def progress(delegation: Delegation, *, by: Actor) -> None:
    """Move a released delegation along, as far as time has come; nothing where it is not due."""
    lock(delegation)  # Its programme may be re-timed just now.
    starts_at, ends_at = times_of(delegation)
    if ends_at <= clock.now():
        with doing(delegation, Act.FINISH, by=by):
            delegation.ended_at = ends_at
    elif starts_at <= clock.now() and delegation.state == DelegationState.RELEASED:
        with doing(delegation, Act.BEGIN, by=by):
            pass
