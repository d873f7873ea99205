"""Who booked learns of a series: one mail for all, and one for each that stands by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from arena import db
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.ruling import state_of
from arena.meeting_place.services.changing import tell_of_change
from arena.meeting_place.services.notices import tell_booker, tell_of_all
from arena.messages.models import Message

_REQUEST = "REQUEST"


def tell_of_series(
    bookings: Sequence[RoomBooking],
    act: str,
    *,
    fallen: Sequence[RoomBooking] = (),
    withdrawn: Collection[int] = (),
    touched: Collection[RoomBooking] | None = None,
) -> None:
    """Tell who booked of all of them in one mail; its lines are what holds when it is sent.

    `fallen` are those that a change of the rule took away, `withdrawn` the numbers of those that
    were in a calendar and are to leave it, `touched` those that are not as they were: all, unless
    it is said. Of these, what the booker's calendar had by a message of its own gets one now, too:
    the file of a series is opened by hand, and only where somebody does.
    """
    first = bookings[0]
    db.session.flush()
    state = "" if first.series is None else state_of(first.series)
    tell_of_all(
        first,
        "series",
        f"series {first.series_id} {state}",
        act=act,
        booking_ids=[each.id for each in bookings],
        fallen_ids=[each.id for each in fallen],
        withdrawn_ids=sorted(withdrawn),
    )
    for each in _sent_by_themselves([*bookings, *fallen] if touched is None else touched):
        _tell_of_one(each)


def _sent_by_themselves(bookings: Collection[RoomBooking]) -> list[RoomBooking]:
    """Return those whose entry a program may have taken from a mail about them alone."""
    sent = db.session.scalars(
        select(Message.event_id).where(
            Message.event_id.in_([each.event_id for each in bookings]),
            Message.calendar_method == _REQUEST,
        )
    )
    ids = set(sent)
    return [each for each in bookings if each.event_id in ids]


def _tell_of_one(booking: RoomBooking) -> None:
    if booking.state in ("requested", "confirmed"):
        tell_of_change(booking)
    else:
        tell_booker(booking, str(booking.state), calendar_method="CANCEL")
