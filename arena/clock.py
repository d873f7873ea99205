"""The only clock: every moment and date in Arena is asked for here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from arena import config

_Source = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_source: _Source = _system


def now() -> datetime:
    """Return this moment as an aware datetime in UTC."""
    return _source()


def zone() -> ZoneInfo:
    """Return the arena's own time zone: for display, opening hours and recurrence."""
    return config.current().zone


def today() -> date:
    """Return the date in the arena's zone at this moment."""
    return date_of(now())


def date_of(moment: datetime) -> date:
    """Return the date of a moment in the arena's zone."""
    return moment.astimezone(zone()).date()


@contextmanager
def travel(moment: datetime) -> Iterator[Callable[[datetime], None]]:
    """Hold the clock at `moment` (aware) for the block, in every thread; yield a setter.

    Tests and the demo arena, which lives two years in a few seconds, use it.
    """
    global _source  # noqa: PLW0603 - one clock for all threads, held in one place
    before = _source
    _set(moment)
    try:
        yield _set
    finally:
        _source = before


def _set(moment: datetime) -> None:
    global _source  # noqa: PLW0603 - as above
    if moment.tzinfo is None:
        raise ValueError("The clock takes aware moments only.")
    held = moment.astimezone(UTC)
    _source = lambda: held  # noqa: E731 - a closure over the moment reads better than a class here
