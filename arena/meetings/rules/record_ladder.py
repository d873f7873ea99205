"""Where notes and minutes may go: what may be done with them, and when they no longer change.

Notes are sent, and that is all. Minutes are drafted, sent for comments, approved by everybody who
is to, and frozen. What somebody has approved is not changed under them: it is taken back first,
which all of them learn of. What all have approved never changes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class RecordAct(StrEnum):
    """What is done with notes or minutes."""

    WRITE = "write"  # Their words, decisions and actions.
    SEND = "send"  # To everybody who may read them; minutes for comments.
    COMMENT = "comment"
    NAME = "name"  # Say who approves.
    APPROVE = "approve"
    TAKE_BACK = "take_back"  # To change what somebody has approved.
    CORRECT = "correct"  # Add a note to what is approved.


_NOTES: dict[str, frozenset[RecordAct]] = {
    "draft": frozenset({RecordAct.WRITE, RecordAct.SEND}),
    "sent": frozenset({RecordAct.WRITE, RecordAct.SEND}),
}


def allowed(kind: str, state: str, approvals: Sequence[bool]) -> frozenset[RecordAct]:
    """Return what may be done; `approvals` says of each who is to approve whether they have."""
    if kind == "notes":
        return _NOTES.get(state, frozenset())
    if state == "approved":
        return frozenset({RecordAct.CORRECT})
    if any(approvals):
        return frozenset({RecordAct.APPROVE, RecordAct.TAKE_BACK, RecordAct.COMMENT})
    drafting = {RecordAct.WRITE, RecordAct.NAME}
    if state == "draft":
        return frozenset({*drafting, RecordAct.SEND})
    waiting = {RecordAct.COMMENT, RecordAct.SEND}
    return frozenset({*drafting, *waiting, *([RecordAct.APPROVE] if approvals else [])})


def is_finished(approvals: Sequence[bool]) -> bool:
    """Tell whether everybody has approved; minutes that nobody is to approve are never finished."""
    return bool(approvals) and all(approvals)
