"""How every act on a visit goes: lock, look, change, and leave a line in the trail.

Locks are always taken in one order: the visit, the walk, the calendar, reservations, the trail.
Whoever takes two of them the other way round makes deadlocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.resources.queries.working_days import working_days
from arena.visits.links import is_confirm_key
from arena.visits.models import Visit, VisitState
from arena.visits.rules.deadlines import answer_by
from arena.visits.rules.hearing import typed_with
from arena.visits.rules.ladder import HELD, PROMISED, TRANSITIONS, Act, may_move
from arena.visits.services.errors import ChangedMeanwhile, DeadLink, NotNow, TooLate


@contextmanager
def doing(
    visit: Visit, act: Act, *, by: Actor, version: int | None = None, **detail: Any
) -> Iterator[dict[str, Any]]:
    """Do `act` to `visit` in the block, which still sees the old state, and then move it along.

    Gives the detail of the line in the trail. Raises `ChangedMeanwhile` when the visit is no longer
    the one of `version`, and `NotNow` when its state does not allow the act.
    """
    db.session.flush()
    # What a visit was read together with comes along by outer joins, which cannot be locked.
    db.session.refresh(visit, with_for_update={"of": Visit})
    if version is not None and version != visit.version:
        raise ChangedMeanwhile
    if not may_move(visit.state, act, is_walk=visit.is_walk):
        raise NotNow(visit.state)
    was = visit.state
    if typed := typed_with(version):
        detail["typed"] = typed
    visit.version += 1
    visit.updated_at = clock.now()
    yield detail
    go_to(visit, TRANSITIONS[act][1] or VisitState(visit.state))
    record(
        f"visits.{act}",
        subject=visit,
        by=by,
        detail={"from": was, "to": visit.state, "version": visit.version, **detail},
    )


def require_key(visit: Visit, key: str) -> None:
    """Raise `DeadLink` unless `key` is in the latest mail; inside `doing`, which has the lock.

    Looked at before, the key might be one of an address that is mended in the same moment.
    """
    if not is_confirm_key(visit, key):
        raise DeadLink


def go_to(visit: Visit, state: VisitState) -> None:
    """Put a visit into a state, and remember when; promises that it does not know are dropped."""
    if visit.state != state:
        visit.state = state
        visit.state_changed_at = clock.now()
    if state not in HELD:
        visit.hold_until = None
    if state not in PROMISED:
        visit.answer_by = None


def promise_answer(visit: Visit, *, starts_at: datetime | None) -> None:
    """Promise the booker an answer, counted from now, and before `starts_at` if a time is asked."""
    visit.answer_by = answer_by(clock.now(), clock.zone(), working_days(), starts_at=starts_at)


def require_before(deadline: datetime) -> None:
    """Raise `TooLate` once `deadline` has passed."""
    if clock.now() > deadline:
        raise TooLate(deadline)
