"""Whether a change can be undone: only where all would be exactly what it was.

What somebody was told is not taken back by another change that comes near it. So the way back is
tried before it is offered, and when it is taken, it leads there or nowhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import Actor
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.resources.services.reserving import Use, list_uses
from arena.scheduling.planning import Change, carry_out, describe
from arena.scheduling.trials import TRIAL


class CannotUndo(Conflict):
    """What was done can no longer be undone exactly."""

    def __init__(self) -> None:
        super().__init__(_l("It can no longer be put back exactly as it was."))


class Snapshot(NamedTuple):
    """What an event is at a moment: when, in which state, and with whom and what."""

    starts_at: datetime
    ends_at: datetime
    status: str
    state: Any
    uses: frozenset[Use]

    @property
    def resources(self) -> set[int]:
        """The resources that it has."""
        return {use.resource_id for use in self.uses}


class _Undone(Exception):
    """Ends the trial."""


def snapshot(event: Event) -> Snapshot:
    """Return what an event is now."""
    db.session.flush()
    standing = describe([(event.id, event.kind)])[event.id].standing
    uses = frozenset(list_uses(event))
    return Snapshot(event.starts_at, event.ends_at, event.status, str(standing.state), uses)


def leads_back(event: Event, back: Change, was: Snapshot) -> bool:
    """Tell, within a transaction, whether `back` would make an event exactly what it was.

    An event that has other hosts or places now, although only its time was to change, is no longer
    told from one that somebody has given them since.
    """
    if not back.is_exchange() and snapshot(event).resources != was.resources:
        return False
    is_back = False
    try:
        with db.session.begin_nested():
            version = describe([(event.id, event.kind)])[event.id].version
            carry_out(event, back, version=version, by=TRIAL)
            is_back = snapshot(event) == was
            raise _Undone
    except (_Undone, Conflict, Invalid):
        return is_back


def undo(event: Event, back: Change, *, version: int, by: Actor) -> None:
    """Carry `back` out. Raises `CannotUndo` where more than that would change by it."""
    was = snapshot(event)
    carry_out(event, back, version=version, by=by)
    now = snapshot(event)
    if now.state != was.state or (not back.is_exchange() and now.resources != was.resources):
        raise CannotUndo
