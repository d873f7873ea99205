"""How every act on a need goes: lock, look, change, and leave a line in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Need
from arena.needs.rules.ladder import SHOWN, TRANSITIONS, Act, NeedState, dialogue_in, may_do
from arena.needs.services.errors import ChangedMeanwhile, NotNow


@contextmanager
def doing(
    need: Need, act: Act, *, by: Actor, version: int | None = None, name: str = ""
) -> Iterator[dict[str, Any]]:
    """Do `act` in the block, which still sees the old state, and then move the need along.

    Gives the detail of the line in the trail, which is called `name`, or else as the act.
    Raises `ChangedMeanwhile` when the need is no longer the one of `version`, and `NotNow` when
    its state does not allow the act.
    """
    lock(need)
    if version is not None and version != need.version:
        raise ChangedMeanwhile
    if not may_do(need.state, act):
        raise NotNow(need.state)
    was, detail = need.state, dict[str, Any]()
    need.version += 1
    need.updated_at = clock.now()
    yield detail
    go_to(need, TRANSITIONS[act][1] or NeedState(need.state))
    record(
        f"needs.{name or act}",
        subject=need,
        by=by,
        detail={"from": was, "to": need.state, "version": need.version, **detail},
    )


def lock(need: Need) -> None:
    """Let nobody else act on a need until the transaction ends, and read all of it anew."""
    db.session.flush()
    db.session.refresh(need, with_for_update={"of": Need})
    db.session.expire_all()


def go_to(need: Need, state: NeedState) -> None:
    """Put a need into a state, and remember when; the market dialogue goes along."""
    need.dialogue = dialogue_in(state, need.dialogue)
    if need.state != state:
        need.state = state
        need.state_changed_at = clock.now()
        if state in SHOWN:
            need.shown_at = clock.now()
