"""How long personal data is kept, and what erases it afterwards.

The periods stand here alone: the page on personal data prints them, and what each package
registers erases by them. What is due stands in the database, so that erasing late, twice or in
several workers does no harm. The audit trail is not erased: it has numbers and states, no names,
and each of its lines holds the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

import structlog
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db, jobs
from arena.audit.models import WORKER, Actor
from arena.errors import ArenaError

EVERY_SECONDS = 3600
AT_A_TIME = 100
_ERASERS = "arena.retention"
_LEAP_DAY = (2, 29)
log = structlog.get_logger("arena.retention")


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    YEARS = "years"


@dataclass(frozen=True)
class Period:
    """How long something is kept; `from_years_end`: from the end of the year in which it was."""

    count: int
    unit: Unit
    from_years_end: bool = False

    def before(self, day: date) -> date:
        """Return the day before which what is past its period on `day` was."""
        if self.unit is Unit.DAYS:
            return day - timedelta(days=self.count)
        year = day.year - self.count
        if self.from_years_end:
            return date(year, 1, 1)
        if (day.month, day.day) == _LEAP_DAY:
            return date(year, 3, 1) - timedelta(days=1)
        return day.replace(year=year)


CONTACT = Period(2, Unit.YEARS)  # The contact person of a visit, after our last contact.
REQUEST = CONTACT  # What was written of a visit that did not come about, after it ended.
PERSON = Period(2, Unit.YEARS)  # A person of the directory, after the last role.
UNDO = Period(90, Unit.DAYS)  # What undoing a merge or an import needs, after it was done.
SEATS = Period(30, Unit.DAYS)  # Whoever joined an open walk, after the walk.
PARTICIPANTS = Period(30, Unit.DAYS)  # The list of a delegation's participants, after its last day.
GUEST_LINK = Period(90, Unit.DAYS)  # Guests' own links to a programme, after they ended.
NEEDS = Period(7, Unit.DAYS)  # What a group needs, after the visit.
REPORT = CONTACT  # What was reported of an open walk in words, after the walk.
INVOICE = Period(7, Unit.YEARS, from_years_end=True)  # SFS 1999:1078, 7:2.
INVITEES = CONTACT  # Guests of a meeting, and what invitees wrote, after the meeting.
BOOKING = CONTACT  # Who booked a room, and the words about it, after the booking.
ORDER = NEEDS  # What was ordered with a room, after the booking.
APPLICATION = Period(1, Unit.YEARS)  # Applications and invitations to networks, once answered.
MAIL = Period(1, Unit.YEARS)  # Mails and what they said.
SIGN_IN = Period(90, Unit.DAYS)  # Sessions and sign-in links, after they ended.
SUBSCRIPTION = Period(1, Unit.YEARS)  # Subscriptions to calendars, after they were revoked.
ABSENCE = Period(90, Unit.DAYS)  # When hosts were away, after it ended.
CALENDAR = Period(90, Unit.DAYS)  # The address of a host's own calendar, while it cannot be read.
WITHDRAWN = Period(90, Unit.DAYS)  # Documents, after they were withdrawn.
BUSY = Period(7, Unit.DAYS)  # When hosts are busy by their own calendar, after it was read.

INTEREST = CONTACT  # Who showed interest in a need, after it closed, and their words.
FOLLOWER = Period(30, Unit.DAYS)  # Addresses that follow a need, after it ended.


@dataclass(frozen=True)
class Eraser:
    """What erases one kind of data.

    `list_due` returns the numbers of what is past its period. `erase` is called with some of them
    in a transaction, and returns how many it erased. It looks again, since another worker may have
    been quicker, and leaves one line in the audit trail for what it erased, with counts alone.
    """

    name: str  # "package.what".
    list_due: Callable[[], Sequence[int]]
    erase: Callable[[Sequence[int], Actor], int]


def init_app(app: Flask) -> None:
    """Have the worker erase what is due; a period ends at midnight, so mostly by night."""
    jobs.register(app, "retention.erase_expired", EVERY_SECONDS, erase_expired)


def register(app: Flask, *erasers: Eraser) -> None:
    """Have data of one more kind erased."""
    known = app.extensions.setdefault(_ERASERS, {})
    known.update({eraser.name: eraser for eraser in erasers})


def list_erasers() -> list[Eraser]:
    """Return everything that erases, by name."""
    erasers: dict[str, Eraser] = current_app.extensions.get(_ERASERS, {})
    return [erasers[name] for name in sorted(erasers)]


def cutoff(period: Period) -> datetime:
    """Return the moment before which what happened is past `period` today, in the arena's zone."""
    day = period.before(clock.today())
    return datetime.combine(day, time.min, tzinfo=clock.zone())


def count_due() -> dict[str, int]:
    """Return how much of each kind is past its period."""
    return {eraser.name: len(eraser.list_due()) for eraser in list_erasers()}


def erase_expired(by: Actor = WORKER) -> dict[str, int]:
    """Erase what is past its period, some at a time; return how much of each kind.

    What is due is asked once, so that this ends. What cannot be erased now keeps nothing else, and
    is tried again next time.
    """
    stopping = jobs.stopping(current_app._get_current_object())  # type: ignore[attr-defined]
    erased: dict[str, int] = {}
    for eraser in list_erasers():
        due = eraser.list_due()
        erased[eraser.name] = 0
        for start in range(0, len(due), AT_A_TIME):
            if stopping.is_set():
                return erased
            erased[eraser.name] += _erase(eraser, due[start : start + AT_A_TIME], by)
    return erased


def _erase(eraser: Eraser, some: Sequence[int], by: Actor) -> int:
    """Erase some together; where that fails one by one, so that one keeps no other."""
    try:
        with db.transaction():
            return eraser.erase(some, by)
    except (ArenaError, SQLAlchemyError) as error:
        if len(some) > 1:
            return sum(_erase(eraser, [number], by) for number in some)
        reason = type(error).__name__
        log.warning("not_erased", eraser=eraser.name, number=some[0], reason=reason)
        return 0
