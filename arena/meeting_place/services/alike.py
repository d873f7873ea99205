"""Whether one occurrence is as its series has it, or an exception that stands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from arena import clock
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.ruling import day_of
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.services.facts import KEPT, BookingFacts, facts_of


def differs_from_series(booking: RoomBooking, facts: BookingFacts) -> bool:
    """Tell whether a booking of a series would be an exception, were it what `facts` say.

    It is one where its time, room, layout, equipment or words are not those that the others have;
    what is ordered for one time only makes none. What is put back is none any more. Where no other
    is as the series has it, it is one once anything but its orders is changed.
    """
    series = booking.series
    if series is None:
        return False
    pattern = _pattern(series, booking)
    if pattern is None:
        return booking.is_exception or _without_orders(facts) != _without_orders(facts_of(booking))
    starts_at = datetime.combine(day_of(booking), series.begins_at, clock.zone()).astimezone(UTC)
    has_its_time = facts.starts_at == starts_at and facts.minutes == series.minutes
    like = replace(facts_of(pattern), starts_at=facts.starts_at, ends_at=facts.ends_at)
    return not has_its_time or _without_orders(facts) != _without_orders(like)


def for_the_others(booking: RoomBooking, facts: BookingFacts) -> BookingFacts:
    """Return what an occurrence is to be, as it holds for the others of its series.

    Of one that was changed on its own only what is touched is meant for them: what `facts` leave
    as the booking has it is for them as they have it.
    """
    series = booking.series
    pattern = None if series is None or not booking.is_exception else _pattern(series, booking)
    if series is None or pattern is None:
        return facts
    own, theirs = facts_of(booking), facts_of(pattern)
    starts_at, minutes = facts.starts_at, facts.minutes
    if starts_at == own.starts_at:
        day = clock.date_of(own.starts_at)
        starts_at = datetime.combine(day, series.begins_at, clock.zone()).astimezone(UTC)
    if minutes == own.minutes:
        minutes = series.minutes
    untouched = [name for name in ("room_id", *KEPT) if getattr(facts, name) == getattr(own, name)]
    is_lent_alike = _lent(facts.equipment) == _lent(own.equipment)
    return replace(
        facts,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        equipment=theirs.equipment if is_lent_alike else facts.equipment,
        **{name: getattr(theirs, name) for name in untouched},
    )


def _pattern(series: BookingSeries, booking: RoomBooking) -> RoomBooking | None:
    """Return another occurrence that is as the series has it, the last to come first."""
    others = [
        each
        for each in series.bookings
        if each.id != booking.id and each.state in HOLDING and not each.is_exception
    ]
    return max(others, key=day_of, default=None)


def _without_orders(facts: BookingFacts) -> BookingFacts:
    return replace(facts, orders={}, equipment=_lent(facts.equipment))


def _lent(equipment: Mapping[int, int]) -> dict[int, int]:
    return {each: count for each, count in equipment.items() if count}
