"""Who will be told what, in a sentence, before it is done."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from arena.accounts.sessions import signed_in_user
from arena.meeting_place.forms.booking import BookForm
from arena.meeting_place.models import OrderState, RoomBooking
from arena.meeting_place.queries.bookings import list_series_ahead
from arena.meeting_place.services.notices import was_put_into_calendar
from arena.web import filters


def told_of_booking(form: BookForm) -> str:
    """Return who learns of a booking that is about to be made."""
    text: str = (
        _("You get a mail with the entry for your calendar.")
        if signed_in_user().is_staff
        else _(
            "You get a mail. If the room needs our answer, a coordinator reads what you ask first."
        )
    )
    if form.offered.services:
        text += " " + _("Who sees to catering or technology is asked when you ask for it.")
    return text


def told_of_change(booking: RoomBooking) -> str:
    """Return who learns of a change."""
    return " ".join(
        [
            _who(
                booking,
                you=_("You get a mail with the new entry for your calendar."),
                other=_("%(name)s gets a mail with the new entry for the calendar."),
            ),
            *_file(booking, _("For several times it has a file with all of them.")),
            *_desks(
                booking,
                lambda count, names: ngettext(
                    "%(names)s is asked anew if the time or the wishes change.",
                    "%(names)s are asked anew if the time or the wishes change.",
                    count,
                    names=names,
                ),
            ),
        ]
    )


def told_of_cancelling(booking: RoomBooking) -> str:
    """Return who learns that a booking is cancelled."""
    return " ".join(
        [
            _taken_out(booking),
            *_marked(booking),
            *_desks(
                booking,
                lambda count, names: ngettext(
                    "%(names)s learns that nothing is needed.",
                    "%(names)s learn that nothing is needed.",
                    count,
                    names=names,
                ),
            ),
        ]
    )


def told_of_answer(booking: RoomBooking) -> str:
    """Return who learns of an answer."""
    return " ".join(
        [
            _("%(name)s gets a mail with your answer.") % {"name": booking.booked_by.name},
            *_desks(
                booking,
                lambda count, names: ngettext(
                    "%(names)s is asked once you say yes.",
                    "%(names)s are asked once you say yes.",
                    count,
                    names=names,
                ),
            ),
        ]
    )


def _taken_out(booking: RoomBooking) -> str:
    if was_put_into_calendar(booking.state, booking.version):
        return _who(
            booking,
            you=_("You get a mail that takes it out of your calendar."),
            other=_("%(name)s gets a mail that takes it out of the calendar."),
        )
    return _who(
        booking, you=_("You get a mail about it."), other=_("%(name)s gets a mail about it.")
    )


def _marked(booking: RoomBooking) -> list[str]:
    """Return what is said of a series: what nobody has agreed to yet is in no calendar."""
    ahead = [] if booking.series is None else list_series_ahead(booking.series)
    if not any(was_put_into_calendar(each.state, each.version) for each in ahead):
        return []
    return _file(booking, _("For several times it has a file that marks them as cancelled."))


def _who(booking: RoomBooking, *, you: str, other: str) -> str:
    if booking.booked_by_id == signed_in_user().id:
        return you
    return other % {"name": booking.booked_by.name}


def _file(booking: RoomBooking, text: str) -> list[str]:
    """Return what is said of series alone: several entries do not go by themselves."""
    return [] if booking.series_id is None else [text]


def _desks(booking: RoomBooking, say: Callable[[int, str], str]) -> list[str]:
    waiting = (OrderState.ASKED, OrderState.ACCEPTED)
    names = {
        order.responsible.name
        for order in booking.orders
        if order.responsible is not None and order.state in waiting
    }
    return [say(len(names), filters.listing(sorted(names)))] if names else []
