"""Bookings of rooms in the words that people read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from arena import clock
from arena.meeting_place.models import (
    BookingState,
    OrderState,
    RoomBooking,
    ServiceKind,
)
from arena.meeting_place.queries.arriving import release_of
from arena.meeting_place.queries.looking import Reason, Why
from arena.meeting_place.queries.occurrences import Occurrence, Plan
from arena.meeting_place.queries.rooms import as_rule
from arena.meeting_place.queries.ruling import Fate
from arena.meeting_place.rules.arriving import opens_at
from arena.meeting_place.rules.fitting import STEP_FREE, Fit
from arena.meeting_place.rules.states import HOLDING, Scope
from arena.resources.models import Resource
from arena.resources.words import FEATURES, hours_words, layout_name, resource_name
from arena.web import filters, languages

# The word and the shape of each state.
STATES: dict[str, tuple[Any, str]] = {
    BookingState.REQUESTED: (_l("Waits for an answer"), "waiting"),
    BookingState.CONFIRMED: (lazy_pgettext("booking", "Booked"), "good"),
    BookingState.DECLINED: (_l("Declined"), "bad"),
    BookingState.CANCELLED: (lazy_pgettext("booking", "Cancelled"), "bad"),
    BookingState.RELEASED: (_l("Given back: nobody came"), "quiet"),
}
_UNANSWERED: tuple[Any, str] = (_l("Nobody answered"), "quiet")
# Of what has ended.
_PASSED: dict[str, tuple[Any, str]] = {
    BookingState.REQUESTED: _UNANSWERED,
    BookingState.CONFIRMED: (lazy_pgettext("booking", "Has been"), "done"),
}
SERVICES: dict[str, Any] = {
    ServiceKind.CATERING: _l("Catering"),
    ServiceKind.TECHNOLOGY: _l("Technology"),
}
ORDER_STATES: dict[str, Any] = {
    OrderState.ASKED: _l("Asked for"),
    OrderState.ACCEPTED: _l("Agreed"),
    OrderState.DECLINED: _l("Not possible"),
    OrderState.CANCELLED: _l("Withdrawn"),
}
SCOPES: dict[str, Any] = {
    Scope.ONE: _l("Only this one"),
    Scope.FOLLOWING: _l("This one and those that follow"),
    Scope.ALL: _l("All that are still to come"),
}
# The word and the shape of what becomes of an occurrence when its rule is changed.
FATES: dict[str, tuple[Any, str]] = {
    Fate.KEPT: (_l("Stays"), "good"),
    Fate.MOVED: (_l("Moves"), "done"),
    Fate.ADDED: (_l("Is added"), "open"),
    Fate.FALLS_AWAY: (_l("Falls away"), "bad"),
    Fate.EXCEPTION: (_l("Stays: it was changed on its own"), "good"),
    Fate.LEFT_OUT: (_l("Stays left out"), "quiet"),
}
_WHY: dict[str, Any] = {
    Why.PAST: _l("That time has passed. Choose one that is still to come."),
    Why.NO_ROOMS: _l("No room can be booked yet."),
    Why.NOT_SO: _l("No room that seats you has all of that. Leave something out."),
    Why.TAKEN: _l("All rooms that would fit are taken then."),
}
_TROUBLES: dict[str, Any] = {
    Why.PAST: _l("It has passed"),
    Why.CLOSED: _l("Closed that day"),
    Why.HOURS: _l("Not open at that hour"),
    Why.EQUIPMENT: _l("The equipment is taken"),
    Why.TAKEN: _l("It is taken"),
}
_ORDER_SHAPES = {
    OrderState.ASKED: "waiting",
    OrderState.ACCEPTED: "good",
    OrderState.DECLINED: "bad",
    OrderState.CANCELLED: "quiet",
}


def standing(booking: RoomBooking) -> tuple[Any, str]:
    """`{% set word, shape = booking|standing %}`: where it stands, or what became of it."""
    if booking.lapsed_at is not None:
        return _UNANSWERED
    if booking.event.ends_at <= clock.now():
        return _PASSED.get(booking.state, STATES[booking.state])
    return STATES[booking.state]


def order_state(state: str) -> tuple[Any, str]:
    """`{% set word, shape = order.state|order_state %}`."""
    return ORDER_STATES[state], _ORDER_SHAPES[OrderState(state)]


def service_name(kind: str) -> Any:
    """`{{ order.kind|service_name }}`: “Förtäring”."""
    return SERVICES[kind]


def differences(fit: Fit) -> list[str]:
    """`{{ found.fit|differences }}`: “20 min tidigare”, “annan möblering: U-form”."""
    said = []
    if fit.moved:
        length = filters.duration(abs(fit.moved))
        said.append(
            _("%(length)s earlier", length=length)
            if fit.moved < 0
            else _("%(length)s later", length=length)
        )
    if fit.shortened:
        said.append(_("%(length)s shorter", length=filters.duration(fit.shortened)))
    if fit.is_other_layout:
        said.append(
            _("another layout: %(layout)s", layout=layout_name(fit.layout))
            if fit.layout
            else _("without that layout")
        )
    if fit.is_other_room:
        said.append(_("another room"))
    if fit.is_other_day:
        said.append(_("another day"))
    return said + _lacking(fit.lacks)


def _lacking(lacks: Collection[str]) -> list[str]:
    """Return what is not there: “utan hörslinga”, “trappsteg på vägen”."""
    missing = [str(words).lower() for code, words in FEATURES.items() if code in lacks]
    said = [_("without: %(what)s", what=what) for what in missing]
    return said + ([_("steps on the way")] if STEP_FREE in lacks else [])


def people(count: int) -> str:
    """`{{ booking.head_count|people }}`: “12 personer”."""
    text: str = ngettext("%(num)d person", "%(num)d people", count)
    return text


def no_fit_words(reason: Reason) -> str:
    """`{{ reason|no_fit_words }}`: why nothing fits, and what to do about it."""
    if reason.why is Why.CLOSED:
        text: str = _("The arena cannot be used that day. %(why)s.", why=reason.words)
    elif reason.why is Why.HOURS:
        hours = hours_words(reason.hours)
        text = (
            _("The arena is open %(hours)s that day. Choose a time within that.", hours=hours)
            if hours
            else _("The arena is not open that day. Choose another day.")
        )
    elif reason.why is Why.TOO_MANY and reason.resource is not None:
        text = ngettext(
            "No room seats so many. The largest is %(room)s, for %(num)d person.",
            "No room seats so many. The largest is %(room)s, for %(num)d people.",
            reason.limit or 0,
            room=resource_name(reason.resource),
        )
    elif reason.why is Why.LAYOUT:
        text = _(
            "No room that has what you ask for seats so many in that layout (%(layout)s). "
            "Choose another layout.",
            layout=layout_name(reason.layout),
        )
    elif reason.why is Why.EQUIPMENT and reason.resource is not None:
        text = ngettext(
            "%(what)s: only %(num)d is free then.",
            "%(what)s: only %(num)d are free then.",
            reason.limit or 0,
            what=resource_name(reason.resource),
        )
    else:
        text = str(_WHY[reason.why])
    return text


def hindrance_words(occurrence: Occurrence, plan: Plan) -> str:
    """`{{ each|hindrance_words(plan) }}`: why it cannot be had: “Stängt den dagen”, “Upptaget”."""
    reason = plan.closed_reason(occurrence, languages.current())
    return reason or str(_TROUBLES[plan.why(occurrence)])


def exception_words(booking: RoomBooking) -> str:
    """`{{ other|exception_words }}`: “ändrad separat: annan tid, Kajrummet”."""
    series = booking.series
    if series is None:
        return ""
    event, said = booking.event, []
    local = event.starts_at.astimezone(clock.zone())
    minutes = int((event.ends_at - event.starts_at).total_seconds()) // 60
    had = (booking.occurs_on, series.begins_at, series.minutes)
    if (local.date(), local.time(), minutes) != had:
        said.append(_("another time"))
    as_planned = [each for each in series.bookings if not each.is_exception]
    if as_planned and booking.room_id not in {each.room_id for each in as_planned}:
        said.append(resource_name(booking.room))
    text: str = (
        _("changed on its own: %(what)s", what=", ".join(said)) if said else _("changed on its own")
    )
    return text


def seats(room: Resource, layout: str = "") -> str:
    """`{{ room|seats("theatre") }}`: “Biosittning: 40 personer”, or how many in any layout."""
    if layout:
        found = [each.capacity for each in room.layouts if each.layout == layout]
        return f"{layout_name(layout)}: {people(found[0])}" if found else str(layout_name(layout))
    limit = as_rule(room, is_partner=False).limit()
    return str(_("No limit of its own")) if limit is None else people(limit)


def held_span(booking: RoomBooking) -> str | None:
    """`{{ booking|held_span }}`: from setting up to clearing up; None without either."""
    room, event = booking.room, booking.event
    if not room.setup_minutes and not room.clearup_minutes:
        return None
    return filters.clock_span(
        event.starts_at - timedelta(minutes=room.setup_minutes),
        event.ends_at + timedelta(minutes=room.clearup_minutes),
    )


def check_in_words(booking: RoomBooking) -> str | None:
    """`{{ booking|check_in_words }}`: until when one must have come; None where nothing is lost."""
    event, until = booking.event, release_of(booking)
    if until is None or booking.state not in HOLDING or booking.arrived_at is not None:
        return None
    text: str = _(
        "Between %(first)s and %(last)s, on the page of the booking. After that the room is "
        "given back.",
        first=filters.clocktime(opens_at(event.starts_at)),
        last=filters.clocktime(until),
    )
    return text


FILTERS = (
    hindrance_words,
    exception_words,
    no_fit_words,
    seats,
    held_span,
    check_in_words,
    standing,
    order_state,
    service_name,
    differences,
    people,
)
