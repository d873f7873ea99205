"""Cancelling, answering requests and orders: words, and the version that was read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.meeting_place.forms.seen import read_seen, write_seen
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.words import SCOPES
from arena.web.fields import HiddenField, RadioField, TextAreaField
from arena.web.forms import Form
from arena.web.numbers import read_whole


class SeenForm(Form):
    """An act on a booking as it was read."""

    version = HiddenField()

    def __init__(self, booking: RoomBooking) -> None:
        super().__init__()
        if not self.is_submitted():
            self.version.data = str(booking.version)

    @property
    def seen_version(self) -> int | None:
        """The version that the form was shown at; None for anything but a number."""
        return read_whole(self.version.data)


class WordsForm(SeenForm):
    """Words that go with an act on a booking."""

    words = TextAreaField(_l("Words"), max_length=1000, rows=3)
    seen = HiddenField()

    def __init__(self, booking: RoomBooking) -> None:
        super().__init__(booking)
        if booking.series is None:
            self.__delitem__("scope")
            self.__delitem__("seen")
        elif not self.is_submitted():
            self["seen"].data = write_seen(booking.series)

    @property
    def seen_series(self) -> str:
        """How the series stood when the form was shown; see `state_of`."""
        return read_seen(self["seen"].data)[0]

    @property
    def chosen_scope(self) -> Scope:
        """How much of a series is meant."""
        return Scope(self["scope"].data or Scope.ONE) if "scope" in self else Scope.ONE


class CancelForm(WordsForm):
    """Why a booking is cancelled, and how much of its series."""

    scope = RadioField(
        _l("What is to be cancelled?"),
        choices=[(str(scope), words) for scope, words in SCOPES.items()],
        default=str(Scope.ONE),
        mark_optional=False,
    )
    words = TextAreaField(
        _l("Why?"), hint=_l("It stands in the mail about it."), max_length=1000, rows=3
    )


class AnswerForm(WordsForm):
    """Yes or no to a partner's request."""

    scope = RadioField(
        _l("For which times?"),
        choices=[(str(scope), SCOPES[scope]) for scope in (Scope.ONE, Scope.ALL)],
        default=str(Scope.ALL),
        mark_optional=False,
    )
    answer = RadioField(
        _l("May they have the room?"),
        required=_l("Choose yes or no."),
        choices=[("yes", _l("Yes, it is theirs")), ("no", _l("No, not this time"))],
    )
    words = TextAreaField(
        _l("Words to who asked"),
        hint=_l("It stands in the mail. If you say no: why, and what would do instead."),
        max_length=1000,
        rows=4,
        mark_optional=False,
    )

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Demand words of who says no."""
        is_valid = super().validate(*arguments, **options)
        if self.answer.data == "no" and not self.words.data:
            self.words.refuse(_("Write why, so that they know what to do instead."))
            return False
        return bool(is_valid)


class OrderForm(SeenForm):
    """Yes or no to an order."""

    answer = RadioField(
        _l("Do you see to it?"),
        required=_l("Choose yes or no."),
        choices=[("yes", _l("Yes, it is seen to")), ("no", _l("No, it is not possible"))],
    )
    words = TextAreaField(
        _l("Words to who asked"), hint=_l("It stands in the mail."), max_length=1000, rows=3
    )
