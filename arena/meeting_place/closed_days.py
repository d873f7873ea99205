"""What room bookings could be instead, when a day, their room or their equipment is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.directory.models import Organisation
from arena.events.models import Event
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.queries.house import House, read_house
from arena.meeting_place.rules.fitting import Wish
from arena.resources.models import Resource
from arena.resources.queries import seconds
from arena.resources.rules.hours import local_moment
from arena.scheduling.closing import Suggestion
from arena.scheduling.planning import Change

_FARTHEST = 28  # Days: further off it is another meeting.
_ONE_DAY = timedelta(days=1)


class BookingMover:
    """Bookings of rooms: another room at the same time, or else the nearest day."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock the bookings."""
        wanted = select(RoomBooking).where(RoomBooking.event_id.in_(event_ids))
        db.session.scalars(wanted.order_by(RoomBooking.id).with_for_update(of=RoomBooking)).all()

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return the organisation that each booking is for, or who booked it for the house."""
        rows = db.session.execute(
            select(RoomBooking.event_id, Organisation.name, User.name)
            .join(RoomBooking.booked_by)
            .outerjoin(RoomBooking.organisation)
            .where(RoomBooking.event_id.in_(event_ids))
        )
        return {event_id: organisation or booker for event_id, organisation, booker in rows}

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Suggest another room that seats them, or the same clock time on the nearest day."""
        booking = db.session.scalars(
            select(RoomBooking).where(RoomBooking.event_id == event.id)
        ).one()
        house = _read_house(booking)
        for starts_at in _starts(event):
            room_id = _room_for(booking, starts_at, house)
            if room_id is not None:
                ends_at = starts_at + (event.ends_at - event.starts_at)
                change = Change(
                    starts_at=starts_at, ends_at=ends_at, drops=booking.room_id, takes=room_id
                )
                return Suggestion(change=change, is_sure=starts_at == event.starts_at)
        return Suggestion(
            advice=_l(
                "No room that seats them is free within four weeks. Agree on a time with who"
                " booked, or cancel it."
            )
        )


def _read_house(booking: RoomBooking) -> House:
    """Read the house as the booker may use it, weeks before and after."""
    day = clock.date_of(booking.event.starts_at)
    return read_house(
        starts_on=max(day - _FARTHEST * _ONE_DAY, clock.today()),
        ends_on=day + (_FARTHEST + 2) * _ONE_DAY,
        is_partner=booking.booked_by.role == Role.PARTNER,
        equipment=equipment_of(booking),
        ignore_events=[booking.event_id],
    )


def _starts(event: Event) -> Iterator[datetime]:
    """Go through the same local time on this day, the next, the one before, and so on."""
    local = event.starts_at.astimezone(clock.zone())
    for away in range(_FARTHEST + 1):
        for days in dict.fromkeys((away, -away)):
            moment = local_moment(local.date() + days * _ONE_DAY, local.time(), clock.zone())
            if moment is not None and moment > clock.now():
                yield moment


def _room_for(booking: RoomBooking, starts_at: datetime, house: House) -> int | None:
    """Return the room that it has, if it can be had then, or the smallest other that fits.

    On another day within the opening hours alone: who booked has not asked for an odd hour.
    """
    event = booking.event
    start = seconds(starts_at)
    wish = Wish(
        start=start,
        end=start + seconds(event.ends_at) - seconds(event.starts_at),
        people=booking.head_count,
        layout=booking.layout,
        earliest=seconds(clock.now()),
    )
    rooms = [fit.room_id for fit in house.choose(wish).fits]
    if starts_at != event.starts_at:
        rooms = [each for each in rooms if house.is_within_hours(each, wish.start, wish.end)]
    if booking.room_id in rooms:
        return booking.room_id
    return rooms[0] if rooms else None
