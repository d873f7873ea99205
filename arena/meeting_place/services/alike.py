"""Whether one occurrence is as its series has it, or an exception that stands by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from arena import clock
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.ruling import day_of
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.services.facts import BookingFacts, facts_of


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


def _pattern(series: BookingSeries, booking: RoomBooking) -> RoomBooking | None:
    """Return another occurrence that is as the series has it, the last to come first."""
    others = [
        each
        for each in series.bookings
        if each.id != booking.id and each.state in HOLDING and not each.is_exception
    ]
    return max(others, key=day_of, default=None)


def _without_orders(facts: BookingFacts) -> BookingFacts:
    wanted = {each: count for each, count in facts.equipment.items() if count}
    return replace(facts, orders={}, equipment=wanted)
