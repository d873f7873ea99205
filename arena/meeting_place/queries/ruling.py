"""What becomes of each occurrence of a series when its rule is changed, before it is saved."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from arena import clock
from arena.events.recurrence import Frequency, Rule, RuleError, occurrences, read_rule
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.bookings import equipment_of, list_series_ahead
from arena.meeting_place.queries.occurrences import Occurrence, Plan, Wanted, plan_starts
from arena.meeting_place.rules.matching import Match, match_days, month_of, week_of
from arena.meeting_place.rules.states import HOLDING, Scope
from arena.resources.queries import working_days


class Fate(StrEnum):
    """What becomes of an occurrence under another rule."""

    KEPT = "kept"  # Its day is one of the new rule, too.
    MOVED = "moved"  # To another day of the same week, or month.
    ADDED = "added"
    FALLS_AWAY = "falls_away"
    EXCEPTION = "exception"  # It was changed on its own, and stays as it is.
    LEFT_OUT = "left_out"  # It was cancelled or left out on its own before, and stays so.


# Those that need a room, and those that give theirs back.
_TO_BE_HAD = (Fate.MOVED, Fate.ADDED, Fate.LEFT_OUT)
_GIVING_BACK = (Fate.MOVED, Fate.FALLS_AWAY)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Another rule, from a day on; `scope` says for which occurrences."""

    rule: Rule
    first_on: date
    scope: Scope


@dataclass(frozen=True, kw_only=True)
class Row:
    """One occurrence: `day` is that of the new rule, or of the old where it has none in the new."""

    fate: Fate
    day: date
    booking: RoomBooking | None = None
    occurrence: Occurrence | None = None  # Where a room is still to be had.

    @property
    def starts_at(self) -> datetime:
        """When it will be, or would have been."""
        if self.occurrence is not None:
            return self.occurrence.starts_at
        if self.booking is None:
            raise ValueError("A row is of a booking, or of one to come.")
        return self.booking.event.starts_at


@dataclass(frozen=True, kw_only=True)
class RulePlan:
    """A series under another rule; `anchor` is its first day that changes."""

    change: Change
    anchor: date
    pattern: RoomBooking  # An occurrence that is as the series has it: what is added is like it.
    rows: Sequence[Row]
    plan: Plan

    @property
    def counts(self) -> Counter[Fate]:
        """How many of each there are."""
        return Counter(row.fate for row in self.rows)

    def of(self, *fates: Fate) -> list[Row]:
        """Return the rows of some fates, in their order."""
        return [row for row in self.rows if row.fate in fates]

    @property
    def is_change(self) -> bool:
        """Whether any time would be another, or may be had after all."""
        return bool(self.of(*_TO_BE_HAD, *_GIVING_BACK))

    @property
    def conflicts(self) -> int:
        """How many times the room cannot be had, of those that are moved or added."""
        wanted = self.of(Fate.MOVED, Fate.ADDED)
        return sum(not row.occurrence.is_free for row in wanted if row.occurrence is not None)


def plan_rule_change(booking: RoomBooking, change: Change, *, is_partner: bool) -> RulePlan:
    """Return what becomes of each occurrence from a booking on, or of all to come.

    Raises `RuleError`: what the rule has none, too many, or a day before one that stays (“early”);
    “over” where nothing is to come.
    """
    series = series_of(booking)
    anchor = anchor_of(booking, change.scope)
    starts = _starts(series, anchor, change)
    held = {day_of(each): each for each in _held(series) if day_of(each) >= anchor}
    pattern = _pattern(series, held.values()) or booking
    left_out = _left_out(series, anchor, starts, pattern.room_id)
    fates = _fates(held, left_out, starts, change.rule)
    wanted = sorted(day for fate, day, _ in fates if fate in _TO_BE_HAD)
    plan = plan_starts(
        [(day, starts[day]) for day in wanted],
        wanted_like(pattern, series),
        is_partner=is_partner,
        ignore_events=[each.event_id for fate, _, each in fates if each and fate in _GIVING_BACK],
        around=(anchor, max(starts)),
    )
    to_be_had = {each.day: each for each in plan.occurrences}
    rows = [
        Row(fate=fate, day=day, booking=each, occurrence=to_be_had.get(day))
        if fate in _TO_BE_HAD
        else Row(fate=fate, day=day, booking=each)
        for fate, day, each in fates
    ]
    rows.sort(key=lambda row: (row.starts_at, row.day))
    return RulePlan(change=change, anchor=anchor, pattern=pattern, rows=rows, plan=plan)


def would_hold(plan: RulePlan) -> list[tuple[datetime, datetime]]:
    """Return when the room would be held anew, as far as it can be had."""
    return [
        row.occurrence.held
        for row in plan.of(Fate.MOVED, Fate.ADDED)
        if row.occurrence is not None and row.occurrence.held is not None
    ]


def gives_back(plan: RulePlan) -> list[RoomBooking]:
    """Return those whose time is given back."""
    return [row.booking for row in plan.of(*_GIVING_BACK) if row.booking is not None]


def wanted_like(pattern: RoomBooking, series: BookingSeries) -> Wanted:
    """Return what is wanted each time: what an occurrence has."""
    return Wanted(
        room_id=pattern.room_id,
        minutes=series.minutes,
        people=pattern.head_count,
        layout=pattern.layout,
        equipment=equipment_of(pattern),
    )


def anchor_of(booking: RoomBooking, scope: Scope) -> date:
    """Return the first day of a series that a change is about, of those that have not begun.

    Raises `RuleError("over")` where there is none.
    """
    ahead = [day_of(each) for each in list_series_ahead(series_of(booking))]
    if scope is not Scope.ALL:
        ahead = [day for day in ahead if day >= day_of(booking)]
    if not ahead:
        raise RuleError("over")
    return min(ahead)


def state_of(series: BookingSeries) -> str:
    """Return what stands for a series as it is now: any act on it, or on one of it, changes it."""
    parts = [f"{series.rule} {series.first_on} {series.begins_at} {series.minutes}"]
    parts += [
        f"{each.id} {each.version} {each.occurs_on}"
        for each in sorted(series.bookings, key=lambda each: each.id)
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def series_of(booking: RoomBooking) -> BookingSeries:
    """Return the series of a booking that is of one."""
    if booking.series is None:
        raise ValueError("This booking is of no series.")
    return booking.series


def day_of(booking: RoomBooking) -> date:
    """Return the day by which a series knows an occurrence."""
    return booking.occurs_on or clock.date_of(booking.event.starts_at)


def days_of(series: BookingSeries) -> list[date]:
    """Return the days that the rule of a series gives."""
    zone = clock.zone()
    rule = read_rule(series.rule, zone)
    starts = occurrences(rule, series.first_on, series.begins_at, zone)
    return [clock.date_of(start) for start in starts]


def _starts(series: BookingSeries, anchor: date, change: Change) -> dict[date, datetime]:
    """Return when it would take place, by the days of the new rule."""
    staying = [day_of(each) for each in series.bookings if day_of(each) < anchor]
    if staying and change.first_on <= max(staying):
        raise RuleError("early")
    starts = occurrences(change.rule, change.first_on, series.begins_at, clock.zone())
    if not starts:
        raise RuleError("nothing")
    return {clock.date_of(start): start for start in starts}


def _pattern(series: BookingSeries, held: Iterable[RoomBooking]) -> RoomBooking | None:
    """Return an occurrence that is as the series has it: of those that change, else any."""
    ahead = (each for each in held if not _stands(each))
    any_of_all = (each for each in series.bookings if not each.is_exception)
    return next(chain(ahead, any_of_all), None)


def _fates(
    held: Mapping[date, RoomBooking],
    left_out: Collection[date],
    new: Collection[date],
    rule: Rule,
) -> list[tuple[Fate, date, RoomBooking | None]]:
    left_out = set(left_out) - held.keys()
    stretch = month_of if rule.frequency is Frequency.MONTHLY else week_of
    match = match_days([*held, *left_out], new, stretch)
    return [
        *(
            (_fate(day, match, each), match.became.get(day, day), each)
            for day, each in held.items()
        ),
        *((Fate.LEFT_OUT, match.became[day], None) for day in left_out & match.became.keys()),
        *((Fate.ADDED, day, None) for day in match.added),
    ]


def _fate(day: date, match: Match, booking: RoomBooking) -> Fate:
    if _stands(booking):
        return Fate.EXCEPTION
    if day not in match.became:
        return Fate.FALLS_AWAY
    return Fate.KEPT if match.became[day] == day else Fate.MOVED


def _stands(booking: RoomBooking) -> bool:
    """Tell whether an occurrence stays as it is: it was changed on its own, or has begun."""
    return booking.is_exception or booking.event.starts_at <= clock.now()


def _held(series: BookingSeries) -> list[RoomBooking]:
    return [each for each in series.bookings if each.state in HOLDING]


def _left_out(
    series: BookingSeries, anchor: date, new: Collection[date], room_id: int
) -> set[date]:
    """Return the days that were called off one by one, or left out from the beginning.

    A day that was left out because the house is closed speaks for itself alone: another day in
    its place is proposed.
    """
    known = {each.occurs_on for each in series.bookings if each.occurs_on is not None}
    called_off = known - {each.occurs_on for each in _held(series)}
    open_days = working_days()
    never_booked = {
        day
        for day in {*days_of(series)} - known
        if day in new
        or (open_days.is_open(day) and not open_days.timetable.closure_on(day, room_id))
    }
    return {day for day in never_booked | called_off if day >= anchor}
