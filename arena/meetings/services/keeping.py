"""How every act on the agenda and the record of a meeting begins: lock the meeting, and look."""

from __future__ import annotations

from arena import db
from arena.meetings.models import Meeting
from arena.meetings.queries.records import find_record
from arena.meetings.rules.record_ladder import RecordAct, allowed
from arena.meetings.rules.states import Act, may_do
from arena.meetings.services.errors import NotNow
from arena.meetings.services.record_errors import IsClosed


def hold(meeting: Meeting, act: Act) -> None:
    """Let nobody else work on a meeting until the transaction ends, and read all of it anew.

    Raises `NotNow` when the meeting's state does not allow the act, and `IsClosed` once somebody
    has approved its minutes.
    """
    db.session.flush()
    db.session.refresh(meeting, with_for_update={"of": Meeting})
    db.session.expire_all()
    if not may_do(act, meeting.state):
        raise NotNow(meeting.state)
    record = find_record(meeting)
    if record is not None:
        approvals = [each.approved_at is not None for each in record.approvals]
        if RecordAct.WRITE not in allowed(record.kind, record.state, approvals):
            raise IsClosed
