"""Checking in: how many came, if one cares to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.meeting_place.models import RoomBooking
from arena.web.fields import IntegerField
from arena.web.forms import Form

MOST = 5000


class ArriveForm(Form):
    """How many people are in the room."""

    count = IntegerField(
        _l("How many are you?"),
        hint=_l("It may be said later, too."),
        minimum=1,
        maximum=MOST,
    )

    def __init__(self, booking: RoomBooking) -> None:
        super().__init__()
        if not self.is_submitted():
            self.count.data = booking.arrived_count
