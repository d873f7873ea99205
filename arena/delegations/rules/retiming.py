"""Being late, or early, on the day: what follows moves only as far as it must.

Nothing begins earlier than it was planned, since whoever receives the guests comes at that time;
nothing begins before its group can be there. What has time to spare takes up the delay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from arena.delegations.rules.timing import Piece, Placed

Lay = Callable[[Sequence[Piece]], Sequence[Placed]]  # When pieces take place: `timing.place`.
_A_MINUTE = timedelta(minutes=1)


def begin_at(
    pieces: Sequence[Piece], key: int, start: datetime, *, lay: Lay, zone: tzinfo
) -> dict[int, time]:
    """Return the fixed starts that let a piece begin at `start`, and what follows it that day."""
    at = _clock(start, zone)
    return {key: at} | _pushed(pieces, _with_start(pieces, key, at), key, lay=lay, zone=zone)


def end_at(
    pieces: Sequence[Piece], key: int, end: datetime, *, lay: Lay, zone: tzinfo
) -> dict[int, time]:
    """Return the fixed starts of what follows a piece that really ended at `end`."""
    began = _by_key(lay(pieces))[key].starts_at
    minutes = max(1, round((end - began) / _A_MINUTE))
    real = [
        replace(piece, minutes=minutes, is_interpreted=False) if piece.key == key else piece
        for piece in pieces
    ]
    return _pushed(pieces, real, key, lay=lay, zone=zone)


def _pushed(
    planned: Sequence[Piece], real: Sequence[Piece], key: int, *, lay: Lay, zone: tzinfo
) -> dict[int, time]:
    """Return the fixed starts of what comes after a piece, so that all is possible."""
    before = _by_key(lay(planned))
    changed: dict[int, time] = {}
    for later in _after(planned, key):
        now = _by_key(lay(real))[later.key]
        arrives = now.starts_at - timedelta(minutes=now.slack)
        wanted = max(before[later.key].starts_at, arrives)
        if now.starts_at != wanted:
            changed[later.key] = _clock(wanted, zone)
            real = _with_start(real, later.key, changed[later.key])
    return changed


def _after(pieces: Sequence[Piece], key: int) -> list[Piece]:
    """Return the pieces of the same day that come after one."""
    number = next(number for number, piece in enumerate(pieces) if piece.key == key)
    day = pieces[number].day
    return [piece for piece in pieces[number + 1 :] if piece.day == day]


def _by_key(placed: Sequence[Placed]) -> Mapping[int, Placed]:
    return {each.key: each for each in placed}


def _with_start(pieces: Sequence[Piece], key: int, start: time) -> list[Piece]:
    return [replace(piece, fixed_start=start) if piece.key == key else piece for piece in pieces]


def _clock(moment: datetime, zone: tzinfo) -> time:
    """Return the local time of a moment, to the minute."""
    return moment.astimezone(zone).time().replace(second=0, microsecond=0)
