"""How long partners may hold rooms in a month, and how long they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.events.models import Event
from arena.meeting_place.models import BookingState, RoomBooking, RoomQuota
from arena.meeting_place.rules.states import COUNTED
from arena.resources.rules.hours import month_span


@dataclass(frozen=True)
class Quota:
    """The minutes of one month; `limit` None is no limit."""

    month: date  # Its first day.
    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        """How many minutes are left; None without a limit."""
        return None if self.limit is None else max(0, self.limit - self.used)


def find_limit(organisation_id: int) -> int | None:
    """Return an organisation's minutes a month: its own, or those of all partners; None for any."""
    rows = db.session.execute(
        select(RoomQuota.organisation_id, RoomQuota.minutes_a_month).where(
            (RoomQuota.organisation_id == organisation_id) | RoomQuota.organisation_id.is_(None)
        )
    )
    limits = {row[0]: row[1] for row in rows}
    return limits.get(organisation_id, limits.get(None))


def read_quota(organisation_id: int, day: date, *, ignore_events: Collection[int] = ()) -> Quota:
    """Return what an organisation may hold, and holds, in the month of a day.

    What waits for an answer counts; a booking counts in the month in which it begins. What nobody
    came to counts for as long as it was kept from others: until the room was given back.
    """
    starts_at, ends_at = month_span(day, clock.zone())
    rows = db.session.execute(
        select(Event.starts_at, Event.ends_at, RoomBooking.state, RoomBooking.updated_at)
        .join(RoomBooking, RoomBooking.event_id == Event.id)
        .where(
            RoomBooking.organisation_id == organisation_id,
            RoomBooking.state.in_(COUNTED),
            Event.starts_at >= starts_at,
            Event.starts_at < ends_at,
            Event.id.not_in(ignore_events),
        )
    )
    used = sum(_counted(*row) for row in rows)
    return Quota(day.replace(day=1), find_limit(organisation_id), used)


def _counted(starts_at: datetime, ends_at: datetime, state: str, updated_at: datetime) -> int:
    if state == BookingState.RELEASED:  # Its last act: nothing is done to it afterwards.
        ends_at = min(ends_at, max(starts_at, updated_at))
    return minutes_of(starts_at, ends_at)


def list_held(event_ids: Collection[int]) -> list[tuple[datetime, datetime]]:
    """Return from when until when events hold their rooms."""
    rows = db.session.execute(select(Event.starts_at, Event.ends_at).where(Event.id.in_(event_ids)))
    return [(row[0], row[1]) for row in rows]


def minutes_by_month(periods: Collection[tuple[datetime, datetime]]) -> Mapping[date, int]:
    """Return how many minutes some periods take of each month that they begin in."""
    months: dict[date, int] = defaultdict(int)
    for starts_at, ends_at in periods:
        months[clock.date_of(starts_at).replace(day=1)] += minutes_of(starts_at, ends_at)
    return months


def minutes_of(starts_at: datetime, ends_at: datetime) -> int:
    """Return the length of a period in minutes."""
    return int((ends_at - starts_at).total_seconds()) // 60


def list_quotas() -> Sequence[RoomQuota]:
    """Return the quotas, that of all partners first, then by organisation."""
    quotas = db.session.scalars(select(RoomQuota).options(joinedload(RoomQuota.organisation))).all()
    return sorted(quotas, key=lambda each: each.organisation.name if each.organisation else "")
