"""Planning meetings by weeks: all that were chosen in one act, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict, Invalid
from arena.events.services import lock_calendar
from arena.meetings.models import Meeting, MeetingSeries, MeetingState
from arena.meetings.rules.weeks import days_of, moment_on
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.planning import make_meeting
from arena.networks.models import Network
from arena.web import filters


class NothingChosen(Invalid):
    """Every date was left out."""

    def __init__(self) -> None:
        super().__init__(_l("Choose at least one date."))


class CannotPlanOne(Conflict):
    """One of the dates cannot be had as it was chosen: nothing is planned."""

    def __init__(self, day: date, error: Conflict | Invalid) -> None:
        super().__init__(
            LazyString(
                lambda: _(
                    "%(day)s: %(why)s Nothing is planned yet.",
                    day=filters.day(day),
                    why=error.message,
                )
            )
        )


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """When a series meets: ISO weeks from a year on, a weekday (0 is Monday) and a clock time."""

    year: int
    weeks: Sequence[int]
    weekday: int
    at: time

    def days(self) -> list[date]:
        """Return the days; raise `WeekError`."""
        return days_of(self.year, self.weeks, self.weekday)


@dataclass(frozen=True)
class Instead:
    """Another room or time that was chosen for one date."""

    room_id: int
    starts_at: datetime
    minutes: int


SKIP = "skip"
Choices = Mapping[date, "Instead | str"]  # By the day that the weeks gave; `SKIP` leaves it out.


def plan_series(
    network: Network,
    facts: MeetingFacts,
    weeks: Weeks,
    choices: Choices,
    organiser: User,
    *,
    is_partner: bool,
    by: Actor,
) -> list[Meeting]:
    """Plan a meeting on each day that is not left out; `facts` are those of any of them.

    The same form sent twice gives the same meetings. Raises `CannotPlanOne`, `NothingChosen`,
    `WeekError`; the transaction must then be rolled back.
    """
    lock_calendar()
    repeated = _find_repeated(network, weeks, facts, organiser)
    if repeated is not None:
        return list(repeated.meetings)
    series = _make_series(network, weeks, facts, organiser)
    made = []
    for day in weeks.days():
        chosen = _facts_on(day, facts, weeks, choices)
        if chosen is None:
            continue
        try:
            meeting = make_meeting(
                network, chosen, organiser, is_partner=is_partner, by=by, series=series
            )
        except (Conflict, Invalid) as error:
            raise CannotPlanOne(day, error) from error
        made.append(meeting)
    if not made:
        raise NothingChosen
    detail = {"network": network.id, "times": len(made)}
    record("meetings.plan_series", subject=series, by=by, detail=detail)
    return made


def _make_series(
    network: Network, weeks: Weeks, facts: MeetingFacts, organiser: User
) -> MeetingSeries:
    series = MeetingSeries(
        network=network,
        year=weeks.year,
        weeks=list(weeks.weeks),
        weekday=weeks.weekday,
        starts_at_time=weeks.at,
        minutes=facts.minutes,
        created_by_id=organiser.id,
        created_at=clock.now(),
    )
    db.session.add(series)
    return series


def _facts_on(
    day: date, facts: MeetingFacts, weeks: Weeks, choices: Choices
) -> MeetingFacts | None:
    choice = choices.get(day)
    if choice == SKIP:
        return None
    if isinstance(choice, Instead):
        return replace(
            facts,
            room_id=choice.room_id,
            starts_at=choice.starts_at,
            ends_at=choice.starts_at + timedelta(minutes=choice.minutes),
        )
    starts_at = moment_on(day, weeks.at, clock.zone())
    if starts_at is None:
        return None
    return replace(facts, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=facts.minutes))


def _find_repeated(
    network: Network, weeks: Weeks, facts: MeetingFacts, organiser: User
) -> MeetingSeries | None:
    """Return the series that the very same form made before, while all of it is still planned."""
    rows = db.session.scalars(
        select(MeetingSeries).where(
            MeetingSeries.network_id == network.id,
            MeetingSeries.created_by_id == organiser.id,
            MeetingSeries.year == weeks.year,
            MeetingSeries.weekday == weeks.weekday,
            MeetingSeries.starts_at_time == weeks.at,
            MeetingSeries.minutes == facts.minutes,
        )
    )
    for series in rows:
        if (
            series.weeks == list(weeks.weeks)
            and series.meetings
            and all(each.state == MeetingState.PLANNED for each in series.meetings)
            and series.meetings[0].event.title_sv == facts.title_sv
        ):
            return series
    return None
