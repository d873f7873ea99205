"""Introductions: what two answers make, how long they are waited for, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

WAITS = timedelta(days=14)
ASKED_AFTER = (timedelta(days=30), timedelta(days=90))  # What came of it.
REST = timedelta(days=365)  # After a no, partners do not propose the same again for so long.


class Side(StrEnum):
    """Who seeks and who offers."""

    NEED = "need"
    OFFER = "offer"


class Answer(StrEnum):
    """What one side has said."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"


class IntroductionState(StrEnum):
    """Where an introduction stands."""

    ASKED = "asked"
    AGREED = "agreed"  # Both said yes, and have each other's address.
    DECLINED = "declined"
    EXPIRED = "expired"
    ENDED = "ended"  # What it rested on is no more.


class Ending(StrEnum):
    """Why an introduction ended without two answers."""

    NEED = "need"  # The need is withdrawn, or is not sought any more.
    OFFER = "offer"  # The offer is withdrawn, or has run out.
    LEFT = "left"  # Whoever was asked has left the organisation.
    PROPOSER = "proposer"  # Who proposed it has taken it back.


class ResultKind(StrEnum):
    """What came of an introduction."""

    MEETING = "meeting"
    DIALOGUE = "dialogue"
    PROCUREMENT = "procurement"
    PILOT = "pilot"
    NOTHING = "nothing"


_FURTHEST = (
    ResultKind.PILOT,
    ResultKind.PROCUREMENT,
    ResultKind.DIALOGUE,
    ResultKind.MEETING,
    ResultKind.NOTHING,
)


def state_of(answers: Collection[str]) -> IntroductionState:
    """Return where an introduction stands by the answers of both sides."""
    if Answer.NO in answers:
        return IntroductionState.DECLINED
    if all(answer == Answer.YES for answer in answers):
        return IntroductionState.AGREED
    return IntroductionState.ASKED


def furthest(kinds: Iterable[str]) -> ResultKind | None:
    """Return the furthest that anybody says an introduction came; None while nobody has said."""
    told = set(kinds)
    return next((kind for kind in _FURTHEST if kind in told), None)


def asks_due(
    agreed_at: datetime,
    first_at: datetime | None,
    again_at: datetime | None,
    kinds: Collection[str],
    now: datetime,
) -> int | None:
    """Return which time it is to ask what came of an introduction: 0, 1, or None.

    Who has said that nothing came of it, or that it became a pilot, is not asked a second time.
    """
    if first_at is None and now >= agreed_at + ASKED_AFTER[0]:
        return 0
    is_settled = furthest(kinds) in (ResultKind.PILOT, ResultKind.NOTHING)
    if first_at is not None and again_at is None and now >= agreed_at + ASKED_AFTER[1]:
        return None if is_settled else 1
    return None
