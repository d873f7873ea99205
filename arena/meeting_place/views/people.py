"""Who is at the page, and what of the rooms is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from arena.accounts.policy import is_partner
from arena.accounts.sessions import signed_in_user
from arena.errors import Forbidden, NotFound
from arena.meeting_place import policy
from arena.meeting_place.forms.booking import Offered
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.arriving import list_arrivals
from arena.meeting_place.queries.bookings import get_booking
from arena.meeting_place.queries.members import list_organisations_of
from arena.meeting_place.queries.orders import list_open_kinds
from arena.meeting_place.queries.rooms import is_asked_for, list_rooms


def is_partner_here() -> bool:
    """Tell whether the signed-in person books by the partners' terms."""
    return is_partner(signed_in_user())


def what_is_offered() -> Offered:
    """Return the rooms, organisations and services that the signed-in person may choose from."""
    user = signed_in_user()
    partner = is_partner(user)
    rooms = list_rooms(is_partner=partner)
    return Offered(
        rooms=rooms,
        organisations=list_organisations_of(user.id) if partner else (),
        services=list_open_kinds(),
        asked_for={room.id for room in rooms if is_asked_for(room, is_partner=partner)},
    )


def own_arrivals() -> Sequence[RoomBooking]:
    """Return the bookings that the signed-in person, or their organisation, comes to now."""
    user = signed_in_user()
    if not is_partner(user):
        return list_arrivals(of=user)
    return list_arrivals(organisation_ids=[each.id for each in list_organisations_of(user.id)])


def seen_booking(booking_id: int) -> RoomBooking:
    """Return a booking that the signed-in person may see; to any other it is not there."""
    user, booking = signed_in_user(), get_booking(booking_id)
    organisations = list_organisations_of(user.id) if is_partner(user) else ()
    if not policy.may_see(user, booking, {each.id for each in organisations}):
        raise NotFound
    return booking


def own_booking(booking_id: int) -> RoomBooking:
    """Return a booking that the signed-in person may change."""
    booking = seen_booking(booking_id)
    if not policy.may_change(signed_in_user(), booking):
        raise Forbidden
    return booking
