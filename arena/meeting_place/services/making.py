"""From what was asked for to a booking, its event and its reservations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Audience, Event, EventStatus
from arena.events.services import EventFacts, change_event
from arena.meeting_place.models import ROOM_BOOKING, BookingSeries, BookingState, RoomBooking
from arena.meeting_place.queries.bookings import equipment_of, orders_of
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.services.errors import EquipmentTaken, RoomTaken
from arena.meeting_place.services.facts import KEPT, Booker, BookingFacts
from arena.meeting_place.services.notices import guest_of
from arena.meeting_place.words import people
from arena.resources.models import Resource, ResourceKind
from arena.resources.services import ResourceTaken
from arena.resources.words import layout_name, whereabouts
from arena.scheduling.services import schedule
from arena.web.languages import speak

_EVENT_STATUS = {
    BookingState.REQUESTED: EventStatus.TENTATIVE,
    BookingState.CONFIRMED: EventStatus.CONFIRMED,
}


def make_booking(
    facts: BookingFacts,
    room: Resource,
    booker: Booker,
    *,
    state: str,
    by: Actor,
    series: BookingSeries | None = None,
    occurs_on: date | None = None,
    is_exception: bool = False,
) -> RoomBooking:
    """Reserve a room and what goes with it, and keep whose it is.

    Raises `RoomTaken` or `EquipmentTaken` where the database says so: the transaction must then be
    rolled back.
    """
    try:
        event = schedule(
            event_facts(facts, room, booker, state),
            uses=facts.uses(),
            guests=[guest_of(booker.user)],
            by=by,
        )
    except ResourceTaken as error:
        raise taken(error) from error
    booking = RoomBooking(
        event=event,
        room=room,
        series=series,
        occurs_on=occurs_on,
        is_exception=is_exception,
        state=state,
        booked_by=booker.user,
        organisation=booker.organisation,
        **_own_words(facts),
    )
    db.session.add(booking)
    db.session.flush()
    change_event(event, path=f"rooms/bookings/{booking.id}")
    return booking


def _own_words(facts: BookingFacts) -> dict[str, Any]:
    """Return what a new booking keeps of the form, and when it was made."""
    now = clock.now()
    kept = {name: getattr(facts, name) for name in KEPT}
    return {**kept, "version": 1, "created_at": now, "updated_at": now, "held_since": now}


def event_facts(facts: BookingFacts, room: Resource, booker: Booker, state: str) -> EventFacts:
    """Return what the event of a booking says of itself."""
    return EventFacts(
        kind=ROOM_BOOKING,
        status=event_status(state),
        audience=Audience.STAFF,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        **event_words(facts, room, booker),
    )


def event_words(facts: BookingFacts, room: Resource, booker: Booker) -> dict[str, Any]:
    """Return the words of a booking's event; what only staff read stands in its note."""
    who = [booker.user.name, booker.organisation.name if booker.organisation else ""]
    return {
        "title_sv": facts.title,
        "title_en": facts.title,
        "description_sv": _description(facts, "sv"),
        "description_en": _description(facts, "en"),
        "place_sv": _place(room, "sv"),
        "place_en": _place(room, "en"),
        "staff_note": "\n".join(filter(None, [", ".join(filter(None, who)), facts.wishes])),
    }


def event_status(state: str) -> EventStatus:
    """Return the status of the event of a booking that holds its room."""
    return _EVENT_STATUS[BookingState(state)]


def find_repeated(
    facts: BookingFacts, booker: Booker, *, rule: str | None = None
) -> RoomBooking | None:
    """Return the booking that the very same form made before: a double click books once.

    `rule` is that of the series which it begins, if it recurs. Any other wish is another form.
    """
    rows: Sequence[RoomBooking] = db.session.scalars(
        select(RoomBooking)
        .join(RoomBooking.event)
        .where(
            RoomBooking.booked_by_id == booker.user.id,
            RoomBooking.room_id == facts.room_id,
            RoomBooking.state.in_(HOLDING),
            Event.starts_at == facts.starts_at,
            Event.ends_at == facts.ends_at,
        )
    ).all()
    for booking in rows:
        if _is_made_by(booking, facts, booker, rule):
            return booking
    return None


def _is_made_by(
    booking: RoomBooking, facts: BookingFacts, booker: Booker, rule: str | None
) -> bool:
    return (
        all(getattr(booking, name) == getattr(facts, name) for name in KEPT)
        and booking.organisation == booker.organisation
        and (booking.series.rule if booking.series else None) == rule
        and equipment_of(booking) == Counter(facts.equipment)
        and orders_of(booking) == {kind: words for kind, words in facts.orders.items() if words}
    )


def taken(error: ResourceTaken) -> RoomTaken | EquipmentTaken:
    """Return the refusal of the database in the words of this package."""
    if error.resource.kind == ResourceKind.EQUIPMENT:
        return EquipmentTaken(error.resource, 0)
    return RoomTaken(error.resource)


def _description(facts: BookingFacts, language: str) -> str:
    """Return what an entry says beside title, time and place; nobody's name is among it."""
    with speak(language):
        layout = str(layout_name(facts.layout)) if facts.layout else ""
        what = ", ".join(filter(None, [people(facts.head_count), layout]))
        act: str = _("Change, cancel or check in on the page of the booking.")
        return f"{what}. {act}"


def _place(room: Resource, language: str) -> str:
    return whereabouts(room, language)[:300]
