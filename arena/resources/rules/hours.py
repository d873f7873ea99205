"""Opening hours: which of several schedules holds on a day, and when a day's hours are in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from arena.events.rules import midnight
from arena.resources.rules.intervals import merged


@dataclass(frozen=True, kw_only=True)
class WeeklyHours:
    """Open on `weekday` (0 is Monday) between two local times, in `[valid_from, valid_until)`."""

    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date
    valid_until: date | None = None

    @property
    def period(self) -> tuple[date, date | None]:
        """The schedule that the line belongs to: lines of one period make one schedule."""
        return self.valid_from, self.valid_until

    def holds_on(self, day: date) -> bool:
        """Tell whether the schedule holds on `day`, whatever its weekday."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def schedule_on(day: date, lines: Iterable[WeeklyHours]) -> Sequence[WeeklyHours] | None:
    """Return the lines of the one schedule that holds on `day`; None when no schedule does.

    A season, which has an end, goes before a schedule without one; of two alike the one that
    began later holds. So the summer's hours stand although the year's are renewed meanwhile.
    """
    holding = [line for line in lines if line.holds_on(day)]
    if not holding:
        return None
    best = max((line.period for line in holding), key=_rank)
    return [line for line in holding if line.period == best]


def hours_on(day: date, lines: Iterable[WeeklyHours]) -> list[tuple[time, time]] | None:
    """Return the open times of `day`, merged and in order; None when no schedule holds on it."""
    schedule = schedule_on(day, lines)
    if schedule is None:
        return None
    weekday = day.weekday()
    return merged((line.opens_at, line.closes_at) for line in schedule if line.weekday == weekday)


def local_moment(day: date, at: time, zone: tzinfo) -> datetime | None:
    """Return a local time of a day as a moment in UTC; None when the clock skips it that day.

    Of an hour that comes twice it is the first.
    """
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == wall else None


def day_span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when a local day begins and ends, in UTC: 23, 24 or 25 hours."""
    starts_at = midnight(day, zone).astimezone(UTC)
    ends_at = midnight(day + timedelta(days=1), zone).astimezone(UTC)
    return starts_at, ends_at


def month_span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when the local month of `day` begins and ends, in UTC."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return day_span(first, zone)[0], day_span(following, zone)[0]


def quarter_days(day: date) -> tuple[date, date]:
    """Return the first day of the quarter of `day`, and the first of the next quarter."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return first, (first + timedelta(days=95)).replace(day=1)


def quarter_span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when the local quarter of `day` begins and ends, in UTC."""
    starts_on, ends_on = quarter_days(day)
    return day_span(starts_on, zone)[0], day_span(ends_on, zone)[0]


def _rank(period: tuple[date, date | None]) -> tuple[bool, date, int]:
    starts_on, ends_on = period
    return ends_on is not None, starts_on, -(ends_on or date.max).toordinal()
