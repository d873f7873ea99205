"""Asking who receives the guests: until when, when silence is reminded of, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

_NOON = time(12)
_ANSWER_DAYS = 3
_A_MINUTE = timedelta(minutes=1)
_SATURDAY = 5


class Standing(StrEnum):
    """How a question stands for who was asked."""

    OPEN = "open"
    LATE = "late"  # The time to answer has passed, and nobody else has said yes.
    YOURS = "yours"  # They said yes.
    MOVED = "moved"  # They said yes to another time or place than it has now.
    PROPOSED = "proposed"  # They could at another time.
    SAID_NO = "said_no"
    TAKEN = "taken"  # Another was quicker, or nobody is needed any more.
    CALLED_OFF = "called_off"
    OVER = "over"


class Reply(StrEnum):
    """What may be answered."""

    YES = "yes"
    NO = "no"
    OTHER_TIME = "other_time"


# What each may still be answered with; a yes can be taken back, and a no as well.
ANSWERS: dict[Standing, frozenset[Reply]] = {
    Standing.OPEN: frozenset(Reply),
    Standing.LATE: frozenset(Reply),
    Standing.MOVED: frozenset(Reply),
    Standing.PROPOSED: frozenset(Reply),
    Standing.SAID_NO: frozenset({Reply.YES, Reply.OTHER_TIME}),
    Standing.YOURS: frozenset({Reply.NO}),
    Standing.TAKEN: frozenset(),
    Standing.CALLED_OFF: frozenset(),
    Standing.OVER: frozenset(),
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """What says how a question stands: `state` is that of who was asked, `is_taken` that another
    of the same slot has said yes, `is_about_another` that the item has another time or place now.
    """

    state: str
    answer_by: datetime | None
    ends_at: datetime  # Of the item.
    is_taken: bool = False
    is_about_another: bool = False
    is_called_off: bool = False


def standing(question: Question, now: datetime) -> Standing:
    """Return how a question stands now."""
    if now >= question.ends_at:
        return Standing.OVER
    if question.is_called_off:
        return Standing.CALLED_OFF
    if question.state == "yes":
        return Standing.MOVED if question.is_about_another else Standing.YOURS
    if question.is_taken or question.state in ("released", "planned"):
        return Standing.TAKEN
    if question.state == "no":
        return Standing.SAID_NO
    if question.state == "other_time":
        return Standing.PROPOSED
    is_late = question.answer_by is not None and now >= question.answer_by
    return Standing.LATE if is_late else Standing.OPEN


def deadline(now: datetime, starts_at: datetime, zone: tzinfo) -> datetime:
    """Return until when somebody should answer: noon in three days, or half of the time left.

    Nobody is to answer on a weekend: then it is noon of the Monday after.
    """
    day = now.astimezone(zone).date() + timedelta(days=_ANSWER_DAYS)
    if day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    noon = datetime.combine(day, _NOON, tzinfo=zone)
    half = now + (starts_at - now) / 2
    return min(noon.astimezone(now.tzinfo), half).replace(second=0, microsecond=0)


def reminder_at(asked_at: datetime, answer_by: datetime) -> datetime:
    """Return when silence is reminded of, once: half-way to the end of the time to answer."""
    half = asked_at + (answer_by - asked_at) / 2
    return half.replace(second=0, microsecond=0) + _A_MINUTE
