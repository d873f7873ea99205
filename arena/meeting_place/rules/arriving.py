"""When people may check in to a room, and when one that nobody came to is given back."""

from __future__ import annotations

from datetime import datetime, timedelta

EARLY = timedelta(minutes=30)


def opens_at(starts_at: datetime) -> datetime:
    """Return when checking in begins."""
    return starts_at - EARLY


def release_at(
    starts_at: datetime, ends_at: datetime, release_minutes: int | None, *, held_since: datetime
) -> datetime | None:
    """Return when a room is given back unless somebody has come; None where it never is.

    Who is given a room after the start, because they book, move or are approved so late, has as
    long to come as anybody: from then on. Minutes are counted as they pass, whatever clocks on
    walls do meanwhile: times are in UTC. Of a booking that would be over by then nothing is left to
    give back.
    """
    if release_minutes is None:
        return None
    at = max(starts_at, held_since) + timedelta(minutes=release_minutes)
    return at if at < ends_at else None


def is_forfeited(
    starts_at: datetime,
    ends_at: datetime,
    release_minutes: int | None,
    *,
    held_since: datetime,
    now: datetime,
) -> bool:
    """Tell whether the time to come has run out, and some of the booking is left."""
    at = release_at(starts_at, ends_at, release_minutes, held_since=held_since)
    return at is not None and at <= now < ends_at
