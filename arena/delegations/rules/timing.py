"""When the items of a programme take place: one after the other, with the way between them.

Time runs in UTC, so that an hour is an hour also in the night when the clocks change.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

CONSECUTIVE_FACTOR = 1.6  # Everything is said twice, less what is only shown.
_STEP = 5  # Minutes: nobody reads 9.52 in a programme.
DAY_STARTS = time(9)

Travel = Callable[[int | None, int | None, str], int]  # From, to, mode: minutes.


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What timing must know of an item; pieces come in the order of the programme."""

    key: int
    day: date
    group: int | None = None  # None: for all.
    minutes: int
    is_interpreted: bool = False
    fixed_start: time | None = None
    place: int | None = None  # The resource where it is; None: elsewhere, or online.
    travel_minutes: int | None = None  # As staff say; None: as `travel` says.
    travel_mode: str = "walk"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """When a piece takes place. `slack` are minutes to spare before it, negative when too few."""

    key: int
    starts_at: datetime
    ends_at: datetime
    travel: int
    slack: int


@dataclass
class _Track:
    """Where a group is, and from when on it is free."""

    free_at: datetime | None = None
    place: int | None = None


def length(minutes: int, *, is_interpreted: bool, factor: float) -> int:
    """Return how many minutes an item takes; what an interpreter adds ends on full five minutes."""
    if not is_interpreted or factor <= 1:
        return minutes
    return math.ceil(round(minutes * factor, 6) / _STEP) * _STEP


def place(
    pieces: Sequence[Piece],
    *,
    zone: tzinfo,
    factor: float,
    travel: Travel,
    starts: Mapping[date, time] | None = None,
) -> list[Placed]:
    """Return when each piece takes place, in the order given.

    A piece begins when its group has come from where it was before, or at its fixed start. A piece
    for all begins when the last group has come. `starts` say when days begin (9.00 otherwise).
    """
    placed: list[Placed] = []
    tracks: dict[date, dict[int | None, _Track]] = {}
    for piece in pieces:
        day = tracks.setdefault(piece.day, {None: _Track()})
        minutes, arrives = _arrival(piece, _coming(day, piece.group), travel)
        begins = _at(piece.day, (starts or {}).get(piece.day, DAY_STARTS), zone)
        start = arrives or begins
        if piece.fixed_start is not None:
            start = _at(piece.day, piece.fixed_start, zone)
        slack = 0 if arrives is None else _minutes(start - arrives)
        long = length(piece.minutes, is_interpreted=piece.is_interpreted, factor=factor)
        end = start + timedelta(minutes=long)
        placed.append(
            Placed(key=piece.key, starts_at=start, ends_at=end, travel=minutes, slack=slack)
        )
        _go_on(day, piece, end)
    return placed


def _coming(day: dict[int | None, _Track], group: int | None) -> list[_Track]:
    """Return the tracks that a piece continues: its group's own, or those of all."""
    if group is None:
        return list(day.values())
    return [day.get(group) or day[None]]


def _arrival(piece: Piece, coming: Sequence[_Track], travel: Travel) -> tuple[int, datetime | None]:
    """Return the longest way to a piece, and when the last of them has come; None: nobody moved."""
    longest, arrives = 0, None
    for track in coming:
        if track.free_at is None:
            continue
        minutes = piece.travel_minutes
        if minutes is None:
            minutes = travel(track.place, piece.place, piece.travel_mode)
        longest = max(longest, minutes)
        there = track.free_at + timedelta(minutes=minutes)
        arrives = there if arrives is None else max(arrives, there)
    return longest, arrives


def _go_on(day: dict[int | None, _Track], piece: Piece, end: datetime) -> None:
    """Remember where who was at the end of a piece; where it was nowhere, they stay."""
    before = day.get(piece.group) or day[None]
    where = piece.place if piece.place is not None else before.place
    if piece.group is None:
        day.clear()
    day[piece.group] = _Track(end, where)


def _at(day: date, clock_time: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=zone).astimezone(UTC)


def _minutes(span: timedelta) -> int:
    return math.floor(span / timedelta(minutes=1))
