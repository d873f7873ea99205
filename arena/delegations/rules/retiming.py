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


class AnotherDay(ValueError):
    """What was to follow would begin on the next day: a programme's item stays on its own.

    `key` says which piece.
    """

    def __init__(self, key: int) -> None:
        super().__init__(f"Piece {key} would begin after midnight.")
        self.key = key


def begin_at(
    pieces: Sequence[Piece], key: int, start: datetime, *, lay: Lay, zone: tzinfo
) -> dict[int, time]:
    """Return the fixed starts that let a piece begin at `start`, and what follows it that day.

    Raises `AnotherDay`, as `end_at` does.
    """
    at = _clock(start, _by_piece(pieces)[key], zone)
    begun = _with_start(pieces, key, at)
    return {key: at} | _pushed(key, before=lay(pieces), kept=begun, real=begun, lay=lay, zone=zone)


def end_at(
    pieces: Sequence[Piece], key: int, end: datetime, *, lay: Lay, zone: tzinfo
) -> dict[int, time]:
    """Return the fixed starts of what follows a piece that really ended at `end`."""
    before = lay(pieces)
    minutes = max(1, round((end - _by_key(before)[key].starts_at) / _A_MINUTE))
    real = [
        replace(piece, minutes=minutes, is_interpreted=False) if piece.key == key else piece
        for piece in pieces
    ]
    return _pushed(key, before=before, kept=pieces, real=real, lay=lay, zone=zone)


def _pushed(
    key: int,
    *,
    before: Sequence[Placed],
    kept: Sequence[Piece],
    real: Sequence[Piece],
    lay: Lay,
    zone: tzinfo,
) -> dict[int, time]:
    """Return the fixed starts of what comes after a piece, so that all is possible.

    `before` is the plan of this morning, `kept` are the pieces as they will be kept but for these
    starts, and `real` as the day goes.
    """
    planned, changed = _by_key(before), dict[int, time]()
    for later in _after(kept, key):
        now = _by_key(lay(real))[later.key]
        arrives = now.starts_at - timedelta(minutes=now.slack)
        wanted = max(planned[later.key].starts_at, arrives)
        if any(_by_key(lay(pieces))[later.key].starts_at != wanted for pieces in (kept, real)):
            changed[later.key] = _clock(wanted, later, zone)
            kept, real = (
                _with_start(pieces, later.key, changed[later.key]) for pieces in (kept, real)
            )
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


def _by_piece(pieces: Sequence[Piece]) -> Mapping[int, Piece]:
    return {piece.key: piece for piece in pieces}


def _clock(moment: datetime, piece: Piece, zone: tzinfo) -> time:
    """Return the local time of a moment on a piece's day, to the minute."""
    local = moment.astimezone(zone)
    if local.date() != piece.day:
        raise AnotherDay(piece.key)
    return local.time().replace(second=0, microsecond=0)
