"""What becomes of invitations, approvals and actions when two people turn out to be one."""

from __future__ import annotations

from arena.directory.clashes import Rule, Values

_ANSWER = (
    "answer",
    "is_remote",
    "answer_words",
    "answered_at",
    "answered_through",
    "answered_sequence",
)
_ATTENDANCE = ("present", "remote", "absent", None)  # Who was seen was there.


def one_invitee(staying: Values, going: Values) -> Values:
    """Return what one invitation of two says: the later answer, and that somebody was there."""
    mine, theirs = staying["answered_at"], going["answered_at"]
    later = going if theirs is not None and (mine is None or theirs > mine) else staying
    attendance = min((staying["attendance"], going["attendance"]), key=_ATTENDANCE.index)
    return {**{name: later[name] for name in _ANSWER}, "attendance": attendance}


def one_approval(staying: Values, going: Values) -> Values:
    """Return what one approval of two says: that it was given, and in the higher part."""
    said: Values = {}
    if staying["approved_at"] is None and going["approved_at"] is not None:
        said = {name: going[name] for name in ("approved_at", "noted_by_id", "words")}
    return {**said, "part": "chair" if "chair" in (staying["part"], going["part"]) else "adjuster"}


RULES = (
    Rule("meeting_invitees", combine=one_invitee),
    Rule("record_approvals", combine=one_approval),
    Rule("action_changes", keeps_loops=True),
)
