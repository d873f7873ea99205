"""What speaks for and against an enquiry, criterion by criterion, as values only.

A mark is a proposal: staff decide, and may mark otherwise. The numbers are the arena's own and
stand on the page beside what was counted, so that nobody has to guess why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

REPEAT_MONTHS = 24  # Who was here within this time has most likely seen what there is.
_WORDS = re.compile(r"\w+")
PER_HOST = 25  # As many as one host can speak to outdoors.
# Working days that it takes to prepare a visit. A political visit needs the Protocol Unit.
NOTICE, NOTICE_OF_LEADERS, NOTICE_DIGITAL = 15, 30, 5


class Criterion(StrEnum):
    """What is weighed."""

    BENEFIT = "benefit"
    REPEAT = "repeat"
    NOTICE = "notice"
    LEVEL = "level"
    CAPACITY = "capacity"


class Mark(StrEnum):
    """What a criterion came to."""

    MET = "met"
    DOUBTFUL = "doubtful"
    NOT_MET = "not_met"


class Decision(StrEnum):
    """What staff decide on an enquiry."""

    ACCEPTED = "accepted"
    ASKED = "asked"  # More was asked for.
    DECLINED = "declined"


def notice_needed(type_: str, level: str) -> int:
    """Return how many working days before its first day a delegation should be asked for."""
    if type_ == "digital":
        return NOTICE_DIGITAL
    return NOTICE_OF_LEADERS if type_ == "political" or level == "leaders" else NOTICE


def judge_notice(days: int, needed: int) -> Mark:
    """Mark the working days that are left: half of what is needed is worth a question."""
    if days >= needed:
        return Mark.MET
    return Mark.DOUBTFUL if days * 2 >= needed else Mark.NOT_MET


def judge_benefit(
    *, purpose: str, questions: str, topics: Collection[str], on_behalf_of: str
) -> Mark:
    """Mark what both sides get out of it: a purpose, and something that is asked about.

    Who asks for others is asked for their mandate first.
    """
    if not purpose.strip():
        return Mark.NOT_MET
    is_clear = bool(questions.strip() or topics)
    return Mark.MET if is_clear and not on_behalf_of.strip() else Mark.DOUBTFUL


def judge_repeat(received: int, asked: int = 0) -> Mark:
    """Mark how often the same party was, or is to be, received within the time.

    `asked`: how often it has asked besides, without an answer so far.
    """
    if not received and not asked:
        return Mark.MET
    return Mark.DOUBTFUL if received <= 1 else Mark.NOT_MET


def is_same_name(one: str, other: str, *, is_same_country: bool) -> bool:
    """Tell whether two names say the same party.

    Within a country it is enough that one holds all of the other, in whole words: “City of
    Aldermoor” and “City of Aldermoor, the mayor”.
    """
    words, others = (_WORDS.findall(name.casefold()) for name in (one, other))
    if not words or not others:
        return False
    if words == others:
        return True
    fewer, more = sorted((words, others), key=len)
    starts = range(len(more) - len(fewer) + 1)
    is_part = any(more[start : start + len(fewer)] == fewer for start in starts)
    return is_same_country and len(fewer) > 1 and is_part


def judge_level(type_: str, level: str) -> Mark:
    """Mark whether the level says who should receive them: a political visit is led by somebody."""
    return Mark.DOUBTFUL if type_ == "political" and level == "experts" else Mark.MET


def hosts_needed(size: int) -> int:
    """Return how many hosts a party of `size` needs at once."""
    return -(-size // PER_HOST)


def judge_capacity(
    *, needed: int, free_hosts: Iterable[int], others: int, closed_days: int
) -> Mark:
    """Mark the days: `free_hosts` of each, and how many other delegations are here on them."""
    fewest = min(free_hosts, default=0)
    if closed_days or fewest < needed or others > 1:
        return Mark.NOT_MET
    return Mark.DOUBTFUL if fewest == needed or others else Mark.MET


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
