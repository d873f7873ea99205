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

# From, to, mode: minutes; None where nobody knows how long it takes.
Travel = Callable[[int | None, int | None, str], int | None]


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
    is_transfer: bool = False  # It is the way itself: who took it is where the next piece is.


@dataclass(frozen=True, kw_only=True)
class Placed:
    """When a piece takes place. `slack` are minutes to spare before it, negative when too few.

    Without `is_way_known`, nobody knows how long the way to it takes, and none was reckoned.
    """

    key: int
    starts_at: datetime
    ends_at: datetime
    travel: int
    slack: int
    is_way_known: bool = True


@dataclass(frozen=True)
class _Track:
    """Where a group is, and from when on it is free."""

    free_at: datetime | None = None
    place: int | None = None


@dataclass(frozen=True)
class _Arrival:
    """The longest way to a piece, and when the last of its people have come; None: from nowhere."""

    travel: int = 0
    at: datetime | None = None
    is_way_known: bool = True


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
    What a fixed start lets overlap delays what follows: that begins when both have ended.
    """
    placed: list[Placed] = []
    tracks: dict[date, dict[int | None, _Track]] = {}
    for piece in pieces:
        day = tracks.setdefault(piece.day, {None: _Track()})
        arrival = _arrival(piece, _coming(day, piece.group), travel)
        begins = _at(piece.day, (starts or {}).get(piece.day, DAY_STARTS), zone)
        start = arrival.at or begins
        if piece.fixed_start is not None:
            start = _at(piece.day, piece.fixed_start, zone)
        long = length(piece.minutes, is_interpreted=piece.is_interpreted, factor=factor)
        end = start + timedelta(minutes=long)
        placed.append(
            Placed(
                key=piece.key,
                starts_at=start,
                ends_at=end,
                travel=arrival.travel,
                slack=0 if arrival.at is None else _minutes(start - arrival.at),
                is_way_known=arrival.is_way_known,
            )
        )
        _go_on(day, piece, end)
    return placed


def _coming(day: dict[int | None, _Track], group: int | None) -> list[_Track]:
    """Return the tracks that a piece continues: its group's own, or those of all."""
    if group is None:
        return list(day.values())
    return [day.get(group) or day[None]]


def _arrival(piece: Piece, coming: Sequence[_Track], travel: Travel) -> _Arrival:
    """Return how and when the people of a piece come to it."""
    arrival = _Arrival()
    for track in coming:
        if track.free_at is None:
            continue
        minutes = piece.travel_minutes
        if minutes is None:
            minutes = travel(track.place, piece.place, piece.travel_mode)
        there = track.free_at + timedelta(minutes=minutes or 0)
        arrival = _Arrival(
            travel=max(arrival.travel, minutes or 0),
            at=there if arrival.at is None else max(arrival.at, there),
            is_way_known=arrival.is_way_known and minutes is not None,
        )
    return arrival


def _go_on(day: dict[int | None, _Track], piece: Piece, end: datetime) -> None:
    """Remember where who was at the end of a piece; where it was nowhere, they stay."""
    before = _coming(day, piece.group)
    free_at = max([end, *(track.free_at for track in before if track.free_at)])
    if piece.is_transfer:
        where = None
    elif piece.place is not None:
        where = piece.place
    else:
        where = before[0].place
    if piece.group is None:
        day.clear()
    day[piece.group] = _Track(free_at, where)


def _at(day: date, clock_time: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=zone).astimezone(UTC)


def _minutes(span: timedelta) -> int:
    return math.floor(span / timedelta(minutes=1))
