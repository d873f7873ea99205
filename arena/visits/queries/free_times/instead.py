"""The one time that something which cannot stay would best be moved to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.visits.models import Offer
from arena.visits.queries.free_times.listing import NEAR_DAYS, FreeTime, list_free_times

_ONE_DAY = timedelta(days=1)


def find_time_instead(
    offer: Offer, event: Event, *, group_size: int, language: str
) -> datetime | None:
    """Return the free time that an event would best have instead; None where there is none.

    Where nobody else gathers at its place at that moment, before any other time; then on the
    nearest day, and at the nearest time of day. Lead times are left aside, as staff may.
    """
    day = clock.date_of(event.starts_at)
    for days in NEAR_DAYS:
        free = list_free_times(
            offer,
            starts_on=day - days * _ONE_DAY,
            ends_on=day + (days + 1) * _ONE_DAY,
            group_size=group_size,
            language=language,
            ignore_event=event.id,
            any_lead=True,
        )
        if free:
            return _nearest(free, event)
    return None


def _nearest(free: Sequence[FreeTime], event: Event) -> datetime:
    zone, gatherings = clock.zone(), _gatherings(event, free)
    wanted = event.starts_at.astimezone(zone)

    def how_far(found: FreeTime) -> tuple[bool, int, int, datetime]:
        local = found.starts_at.astimezone(zone)
        minutes = (local.hour - wanted.hour) * 60 + local.minute - wanted.minute
        return (
            found.starts_at in gatherings,
            abs((local.date() - wanted.date()).days),
            abs(minutes),
            found.starts_at,
        )

    return min(free, key=how_far).starts_at


def _gatherings(event: Event, free: Sequence[FreeTime]) -> Collection[datetime]:
    """Return when others gather where the event does, while any of some times begins."""
    if not event.place_sv:
        return frozenset()
    others = select(Event.starts_at).where(
        Event.id != event.id,
        Event.place_sv == event.place_sv,
        Event.status != EventStatus.CANCELLED,
        Event.starts_at.between(free[0].starts_at, free[-1].starts_at),
    )
    return set(db.session.scalars(others))
