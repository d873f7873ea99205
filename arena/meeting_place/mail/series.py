"""What mails about a series say: every occurrence, as it holds when the mail is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.accounts.policy import is_partner
from arena.events.ical.calendar import several
from arena.events.queries import list_entries_of
from arena.meeting_place.mail.booker import blueprint_of, get_booking_of
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.rules.states import HOLDING
from arena.meeting_place.words import STATES
from arena.messages.kinds import N_, Attachment, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters, languages
from arena.web.addresses import absolute_url
from arena.web.languages import localized

_HEADINGS: dict[str, Any] = {
    "booked": _l("Your series is booked"),
    "requested": _l("We have your requests"),
    "partly": _l("Part of your series is booked"),
    "changed": _l("Your series has changed"),
    "cancelled": _l("Your series is cancelled"),
    "approved": _l("The room is yours each time"),
    "declined": _l("We cannot lend you the room"),
}
_LEADS: dict[str, Any] = {
    "booked": _l("The room is booked for all these times."),
    "requested": _l("We hold the room for all these times until a coordinator has answered."),
    "partly": _l(
        "The room is booked for these times. Where it waits for an answer, we hold it for you "
        "until a coordinator has answered."
    ),
    "changed": _l("This holds now."),
    "cancelled": _l("The room is given back for all these times."),
    "approved": _l("The room is booked for all these times."),
    "declined": _l("We are sorry: the room is not yours at these times."),
}
_ENTRIES: dict[str, Any] = {
    "given": _l(
        "The attached file has them for your calendar: open it, and add them all. What stands "
        "there already is put right by most programs."
    ),
    "withdrawn": _l(
        "The attached file marks them as cancelled in your calendar, if you have put them there: "
        "open it, and add them all."
    ),
}
_AGREED = ("booked", "approved")
_ENDED = {"cancelled": BookingState.CANCELLED, "declined": BookingState.DECLINED}


def gather_series(message: Message) -> dict[str, Any]:
    """Return what a mail about several occurrences says; what has gone on meanwhile is left out."""
    act = message.params["act"]
    wanted = {_ENDED[act]} if act in _ENDED else HOLDING
    bookings = [each for each in _bookings(message) if each.state in wanted]
    if not bookings:
        raise NoLongerTrue(N_("The booking has gone on to another state."))
    first = bookings[0]
    if act in _AGREED:
        act = _as_it_stands(act, bookings)
    return {
        "heading_words": str(_HEADINGS[act]),
        "lead_words": str(_LEADS[act]),
        "title": first.title,
        "times": len(bookings),
        "lines": [line_of(each, with_state=act not in _ENDED) for each in bookings],
        "fallen": [line_of(each, with_state=False) for each in _fallen(message)],
        "words": first.decision_words,
        "entry_words": str(_ENTRIES["withdrawn" if act in _ENDED else "given"]),
        "feeds_url": absolute_url("feeds.subscriptions"),
        "bookings_url": absolute_url(f"{blueprint_of(first)}.bookings", show="mine"),
    }


def _as_it_stands(act: str, bookings: Sequence[RoomBooking]) -> str:
    """Return what is true of times that were booked or agreed to: some, or all, may wait."""
    waiting = [each.state == BookingState.REQUESTED for each in bookings]
    return "requested" if all(waiting) else "partly" if any(waiting) else act


def file_of_series(message: Message) -> Attachment | None:
    """Return the entries of a series for the booker's calendar; None where there are none to give.

    They are those of the booker's feed, each with the UID of its own booking. What only waits for
    its first answer is in no calendar yet.
    """
    act = message.params["act"]
    found = [] if act in _ENDED else [each for each in _bookings(message) if _is_given(each, act)]
    gone = _in_order(message.params.get("withdrawn_ids", []))
    ids = {each.event_id for each in [*found, *gone]}
    language = cast(languages.Language, message.language)
    booker = get_booking_of(message).booked_by
    entries = list_entries_of(
        ids, language=language, detail="public" if is_partner(booker) else "staff"
    )
    if not entries:
        return None
    return Attachment("arena.ics", calendar=several(entries, zone=clock.zone()))


def _is_given(booking: RoomBooking, act: str) -> bool:
    if act == "changed":
        return booking.state in HOLDING
    return booking.state == BookingState.CONFIRMED


def _bookings(message: Message) -> list[RoomBooking]:
    return _in_order(message.params["booking_ids"])


def _fallen(message: Message) -> list[RoomBooking]:
    """Return what a change of the rule took away, and nobody has booked again."""
    found = _in_order(message.params.get("fallen_ids", []))
    return [each for each in found if each.state == BookingState.CANCELLED]


def _in_order(ids: list[int]) -> list[RoomBooking]:
    found = db.session.scalars(select(RoomBooking).where(RoomBooking.id.in_(ids))).all()
    return sorted(found, key=lambda each: each.event.starts_at)


def line_of(booking: RoomBooking, *, with_state: bool = False) -> str:
    """Return an occurrence as a line: when, and where."""
    event = booking.event
    when = filters.span(event.starts_at, event.ends_at)
    text: str = _("%(when)s, %(room)s", when=when, room=localized(event, "place"))
    if with_state and booking.state == BookingState.REQUESTED:
        text = f"{text} ({STATES[booking.state][0]})"
    return text
