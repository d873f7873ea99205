"""When agreements hold, what they have still to settle, and when somebody is reminded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

PRE_PROCUREMENT = "pre_procurement"
# What joint development before a tender must settle, or the firm may not bid in it (jäv).
MUST_SETTLE = ("state_aid", "ipr", "liability", "disqualification")
DAYS_BEFORE_END = (60, 14)


class Standing(StrEnum):
    """Where an agreement stands on a day."""

    COMING = "coming"
    HOLDS = "holds"
    ENDING = "ending"  # Within sixty days, and nothing follows it.
    EXPIRED = "expired"  # Past its end, and nothing follows it.
    RENEWED = "renewed"  # Past its end, and another follows.
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True)
class Term:
    """The dates of an agreement: `ends_on` is the day from which it no longer holds."""

    starts_on: date
    ends_on: date | None
    is_ended_early: bool = False
    is_renewed: bool = False


def standing_of(term: Term, day: date) -> Standing:
    """Return where an agreement stands on a day."""
    if term.ends_on is not None and term.ends_on <= day:
        if term.is_ended_early:
            return Standing.ENDED_EARLY
        return Standing.RENEWED if term.is_renewed else Standing.EXPIRED
    if term.starts_on > day:
        return Standing.COMING
    soon = day + timedelta(days=DAYS_BEFORE_END[0])
    if term.ends_on is not None and term.ends_on <= soon and not term.is_renewed:
        return Standing.ENDING
    return Standing.HOLDS


def unsettled(type_: str, settles: Collection[str]) -> list[str]:
    """Return what an agreement of a kind must settle and does not yet."""
    if type_ != PRE_PROCUREMENT:
        return []
    return [matter for matter in MUST_SETTLE if matter not in settles]


def reminders_due(term: Term, review_on: date | None, day: date) -> list[str]:
    """Return the reminders whose day has come, each with its own name: “end:2027-01-09:60”.

    Of two before the same end only the later is said; an agreement that was renewed, has ended or
    was ended early needs none of its end.
    """
    due: list[str] = []
    if term.ends_on is not None and term.ends_on > day and not term.is_renewed:
        left = (term.ends_on - day).days
        nearest = [days for days in DAYS_BEFORE_END if left <= days]
        if nearest:
            due.append(f"end:{term.ends_on.isoformat()}:{min(nearest)}")
    is_over = term.ends_on is not None and term.ends_on <= day
    if review_on is not None and review_on <= day and not is_over:
        due.append(f"review:{review_on.isoformat()}")
    return due
