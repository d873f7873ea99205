"""What becomes of invitations when two people turn out to be one."""

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


RULES = (Rule("meeting_invitees", combine=one_invitee),)
