"""Which answer of an invitee holds: by the revision that it is about, and when it was given.

RFC 5546, 2.1.5: of two answers to one invitation the one about the higher SEQUENCE counts, and of
two about the same the one that was made later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NEEDS_ACTION = "needs_action"


class Verdict(StrEnum):
    """What becomes of an answer."""

    HOLDS = "holds"
    EARLIER_TIME = "earlier_time"  # Kept as such: the meeting was moved, and they are asked again.
    OVERTAKEN = "overtaken"  # A newer answer is known: this one is not heard.


@dataclass(frozen=True)
class Given:
    """An answer: the SEQUENCE that it is about, and when it was given."""

    sequence: int
    at: datetime


def weigh(new: Given, known: Given | None, time_sequence: int) -> Verdict:
    """Return what becomes of a new answer, beside the one that is known.

    `time_sequence` is the revision since which the meeting is when it is.
    """
    if known is not None and _is_older(new, known):
        return Verdict.OVERTAKEN
    return Verdict.HOLDS if new.sequence >= time_sequence else Verdict.EARLIER_TIME


def _is_older(new: Given, known: Given) -> bool:
    return (new.sequence, new.at) < (known.sequence, known.at)


def current(answer: str, sequence: int | None, time_sequence: int) -> str:
    """Return what an invitee says of the meeting as it is: about another time they said nothing."""
    if sequence is None or sequence < time_sequence:
        return NEEDS_ACTION
    return answer


def page_sequence(shown: int, asked: int | None, known: int | None, time_sequence: int) -> int:
    """Return the revision that an answer on a page is about.

    `shown` is the event's when the page was drawn, `asked` that of the last invitation and `known`
    that of the answer before. The event's own may be higher than any that the invitee has in their
    calendar, since it rises when another leaves: an answer of their calendar program that came
    later would then seem to be older.
    """
    if shown < time_sequence:
        return shown
    return max(asked or 0, known or 0, time_sequence)
