"""How every act on a delegation goes: lock, look, change, and leave a line in the trail.

The delegation is locked first, then the calendar, reservations and the trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.rules.ladder import TRANSITIONS, Act, may_do
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow


@contextmanager
def doing(
    delegation: Delegation,
    act: Act,
    *,
    by: Actor,
    version: int | None = None,
    name: str = "",
    **detail: Any,
) -> Iterator[dict[str, Any]]:
    """Do `act` in the block, which still sees the old state, and then move the delegation along.

    Gives the detail of the line in the trail, which is called `name`, or else as the act.
    Raises `ChangedMeanwhile` when the delegation is no longer the one of `version`, and `NotNow`
    when its state does not allow the act.
    """
    lock(delegation)
    if version is not None and version != delegation.version:
        raise ChangedMeanwhile
    if not may_do(delegation.state, act):
        raise NotNow(delegation.state)
    was = delegation.state
    delegation.version += 1
    delegation.updated_at = clock.now()
    yield detail
    go_to(delegation, TRANSITIONS[act][1] or DelegationState(delegation.state))
    record(
        f"delegations.{name or act}",
        subject=delegation,
        by=by,
        detail={"from": was, "to": delegation.state, "version": delegation.version, **detail},
    )


def lock(delegation: Delegation) -> None:
    """Let nobody else act on a delegation until the transaction ends, and read all of it anew.

    What was read before may have changed while this waited for the lock.
    """
    db.session.flush()
    db.session.refresh(delegation, with_for_update={"of": Delegation})
    db.session.expire_all()


def keep(delegation: Delegation) -> None:
    """Lock a delegation of which something is to be kept. Raises `NotNow` once it was erased.

    What is written down after that would never be erased.
    """
    lock(delegation)
    if delegation.is_erased:
        raise NotNow(delegation.state)


def go_to(delegation: Delegation, state: DelegationState) -> None:
    """Put a delegation into a state, and remember when."""
    if delegation.state != state:
        delegation.state = state
        delegation.state_changed_at = clock.now()
