"""How every act on a meeting goes: lock, look, change, and leave a line in the trail.

The calendar is locked before the meeting: in this order everywhere, so that no two acts wait for
each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.services import lock_calendar
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.rules.states import BEFORE_END, Act, may_do, state_after
from arena.meetings.services.errors import ChangedMeanwhile, IsOver, NotNow


@contextmanager
def doing(
    meeting: Meeting,
    act: Act,
    *,
    by: Actor,
    version: int | None = None,
    name: str = "",
    **detail: Any,
) -> Iterator[dict[str, Any]]:
    """Do `act` to a meeting in the block, which raises its version; gives the line's detail.

    The line in the trail is called `name`, or else as the act. Raises `ChangedMeanwhile` when the
    meeting is no longer the one of `version`, `NotNow` when its state does not allow the act, and
    `IsOver` where it has ended and the act only makes sense before.
    """
    lock(meeting)
    if version is not None and version != meeting.version:
        raise ChangedMeanwhile
    if not may_do(act, meeting.state):
        raise NotNow(meeting.state)
    if act in BEFORE_END and meeting.event.ends_at <= clock.now():
        raise IsOver
    was = meeting.state
    meeting.version += 1
    meeting.updated_at = clock.now()
    yield detail
    meeting.state = MeetingState(state_after(act, meeting.state))
    db.session.flush()
    said = {"from": was, "to": meeting.state, "version": meeting.version, **detail}
    record(f"meetings.{name or act}", subject=meeting, by=by, detail=said)


def lock(meeting: Meeting) -> None:
    """Let nobody else act on a meeting until the transaction ends, and read all of it anew."""
    db.session.flush()
    lock_calendar()
    db.session.refresh(meeting, with_for_update={"of": Meeting})
    db.session.expire_all()
