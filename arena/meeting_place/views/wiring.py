"""What the rest of the house learns of rooms: pages, places in the rail, addresses, filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.accounts import leaving
from arena.accounts.models import User
from arena.accounts.sessions import signed_in_user
from arena.directory import history
from arena.events.pages import register_pages
from arena.meeting_place import policy, rule_words, words
from arena.meeting_place.models import ROOM_BOOKING
from arena.meeting_place.queries.bookings import count_requested, map_bookings
from arena.meeting_place.queries.orders import count_asked, list_asked_of, list_desks
from arena.meeting_place.queries.rooms import list_answered_by
from arena.meeting_place.views import (  # noqa: F401 - they add their views to the blueprints
    answering,
    arriving,
    booking,
    entries,
    finding,
    record,
    ruling,
    settings,
)
from arena.meeting_place.views.blueprints import anywhere, partner, staff
from arena.meeting_place.views.taking_part import ROOMS
from arena.resources.words import resource_name
from arena.web import filters, navigation


def init_app(app: Flask) -> None:
    """Register the pages, and what their templates ask for."""
    app.register_blueprint(staff)
    app.register_blueprint(partner)
    app.register_blueprint(anywhere)
    for function in (*words.FILTERS, *rule_words.FILTERS):
        app.add_template_filter(function)
    app.jinja_env.globals.update(
        may_answer_rooms=policy.may_answer, may_set_rooms=policy.may_set_terms
    )
    history.register(app, ROOMS)
    leaving.register(app, services_to_hand_over, rooms_to_hand_over)
    register_pages(app, ROOM_BOOKING, booking_pages)
    navigation.add(
        app,
        navigation.Entry("meeting_place.find", _l("Rooms"), "calendar-plus", 32, count_waiting),
        navigation.Entry("meeting_place_partner.find", _l("Rooms"), "calendar-plus", 32),
    )


def booking_pages(event_ids: Collection[int]) -> Mapping[int, str]:
    """Return the addresses of bookings by their events."""
    return {
        event_id: url_for("meeting_place.show", booking_id=booking_id)
        for event_id, booking_id in map_bookings(event_ids).items()
    }


def services_to_hand_over(user: User) -> leaving.Duties | None:
    """Return what somebody was to see to, for the page that closes their account."""
    orders = list_asked_of(user)
    desks = [desk.kind for desk in list_desks().values() if desk.responsible_id == user.id]
    lines = [
        leaving.Duty(str(words.SERVICES[kind]), url_for("meeting_place.settings")) for kind in desks
    ]
    lines += [
        leaving.Duty(
            f"{words.SERVICES[order.kind]}, {order.booking.title}",
            url_for("meeting_place.answer_order", order_id=order.id),
            filters.moment(order.booking.event.starts_at),
        )
        for order in orders
    ]
    if not lines:
        return None
    return leaving.Duties(
        heading=_("Catering and technology need somebody else"),
        advice=_(
            "Name another person under services. What was asked before, those who plan answer."
        ),
        lines=lines,
    )


def rooms_to_hand_over(user: User) -> leaving.Duties | None:
    """Return the rooms that somebody answers for, for the page that closes their account."""
    rooms = list_answered_by(user)
    if not rooms:
        return None
    return leaving.Duties(
        heading=_("Rooms need somebody else who answers partners"),
        advice=_("Name another person on the room’s page. Until then all coordinators are asked."),
        lines=[
            leaving.Duty(
                resource_name(room), url_for("resources.edit_lending", resource_id=room.id)
            )
            for room in rooms
        ],
    )


def count_waiting() -> int:
    """Count what waits for the answer of who reads it: requests, and orders of their own."""
    user = signed_in_user()
    return count_asked(user) + (count_requested() if policy.may_answer(user) else 0)
