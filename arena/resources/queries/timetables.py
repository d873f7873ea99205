"""Opening hours, closures and day rules as one value, read once and kept while it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from arena import db
from arena.resources.models import Closure, DayRule, OpeningHours, TimetableVersion
from arena.resources.rules.days import CLOSED_BY_DEFAULT, DayKind
from arena.resources.rules.hours import WeeklyHours, hours_on, schedule_on

ALL_DAY = [(time.min, time.max)]


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Closed on the days of `[starts_on, ends_on)`, and why."""

    id: int
    starts_on: date
    ends_on: date
    reason_sv: str
    reason_en: str

    def reason(self, language: str) -> str:
        """Return why, in `language` or else in Swedish."""
        return (self.reason_en if language == "en" else "") or self.reason_sv


@dataclass(frozen=True)
class Timetable:
    """When the arena (key None) and each of its resources are open, as the settings say."""

    rules: Mapping[DayKind, bool]
    hours: Mapping[int | None, Sequence[WeeklyHours]]
    closures: Mapping[int | None, Sequence[Closed]]

    def closure_on(self, day: date, resource_id: int | None = None) -> Closed | None:
        """Find what closes one resource, or without one the whole arena, on `day`."""
        for closure in self.closures.get(resource_id, ()):
            if closure.starts_on <= day < closure.ends_on:
                return closure
        return None

    def hours_on(self, day: date, resource_id: int | None = None) -> Sequence[tuple[time, time]]:
        """Return the weekly hours of `day`, local times in order; holidays and closures aside.

        A resource with a schedule of its own that holds then has that one instead of the arena's.
        An arena that has never been given hours is open at all hours.
        """
        if resource_id is not None and resource_id in self.hours:
            own = hours_on(day, self.hours[resource_id])
            if own is not None:
                return own
        if None not in self.hours:
            return ALL_DAY
        return hours_on(day, self.hours[None]) or []

    def has_schedule_on(self, day: date) -> bool:
        """Tell whether the arena's hours say anything about `day`; they do when none are set."""
        lines = self.hours.get(None)
        return lines is None or schedule_on(day, lines) is not None

    def first_day_without_hours(self, starts_on: date, ends_on: date) -> date | None:
        """Find the first day of `[starts_on, ends_on)` for which the arena has no hours yet.

        None while it has never been given any: then it is open at all hours.
        """
        ends = {line.valid_until for line in self.hours.get(None, ()) if line.valid_until}
        days = sorted(day for day in {starts_on, *ends} if starts_on <= day < ends_on)
        return next((day for day in days if not self.has_schedule_on(day)), None)


_kept: tuple[str, Timetable] | None = None


@db.once_while_reading
def get_timetable() -> Timetable:
    """Return the timetable that holds now.

    Costs one small query while nothing has changed. What was written past the services, before
    they first gave the timetable a version, is read each time.
    """
    global _kept  # noqa: PLW0603 - one value for each process, replaced whole
    token = db.session.scalar(select(TimetableVersion.token))
    kept = _kept
    if kept is not None and kept[0] == token:
        return kept[1]
    timetable = _read()
    if token is not None:
        _kept = token, timetable
    return timetable


def _read() -> Timetable:
    rules = dict(CLOSED_BY_DEFAULT)
    for kind, is_closed in db.session.execute(select(DayRule.kind, DayRule.is_closed)):
        rules[DayKind(kind)] = is_closed
    hours: dict[int | None, list[WeeklyHours]] = defaultdict(list)
    for line in db.session.execute(
        select(
            OpeningHours.resource_id,
            OpeningHours.weekday,
            OpeningHours.opens_at,
            OpeningHours.closes_at,
            OpeningHours.valid_from,
            OpeningHours.valid_until,
        )
    ).mappings():
        facts = dict(line)
        hours[facts.pop("resource_id")].append(WeeklyHours(**facts))
    closures: dict[int | None, list[Closed]] = defaultdict(list)
    for closure in db.session.execute(
        select(
            Closure.resource_id,
            Closure.id,
            Closure.starts_on,
            Closure.ends_on,
            Closure.reason_sv,
            Closure.reason_en,
        ).order_by(Closure.starts_on, Closure.id)
    ).mappings():
        facts = dict(closure)
        closures[facts.pop("resource_id")].append(Closed(**facts))
    return Timetable(rules, dict(hours), dict(closures))
